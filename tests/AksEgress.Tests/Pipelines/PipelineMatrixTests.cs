using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using AksEgress.Hosting;
using AksEgress.Tests.Cmdlets;

namespace AksEgress.Tests.Pipelines;

/// <summary>
/// Every output of every cmdlet, piped to every cmdlet, in each form: it means what the tables say, or is refused before any
/// request.
/// </summary>
[Trait("Engine", "Both")]
public sealed partial class PipelineMatrixTests(PipelineMatrixTests.World world) : IClassFixture<PipelineMatrixTests.World>
{
    private static readonly Dictionary<string, Dictionary<string, string>> s_expected = PipelineTables.Accepted.Replace(
        "\n ", " ", StringComparison.Ordinal)
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(
            parts => parts[0], parts => parts.Skip(1).Select(cell => cell.Split('=', 2)).ToDictionary(cell => cell[0], cell => cell[1]));

    public static TheoryData<string> Names => new(PipelineTables.Commands.Keys);

    [Fact]
    public void The_tables_contain_every_cmdlet_and_every_output()
    {
        var types = Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(Engine.Manifest)!, "bin", "AksEgress.PowerShell.dll"))
            .GetExportedTypes()
            .Select(type =>
                (
                    Cmdlet: type.GetCustomAttribute<CmdletAttribute>(),
                    Outputs: type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type)))
            .Where(type => type.Cmdlet is not null)
            .ToList();

        // These accept no pipeline input.
        string[] without = ["Connect-AksEgress", "Disconnect-AksEgress", "Get-AksEgressContext", "Set-AksEgressContext"];
        Assert.Equal(
            types.Select(type => $"{type.Cmdlet!.VerbName}-{type.Cmdlet.NounName}").Except(without).Order(StringComparer.Ordinal),
            PipelineTables.Commands.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(s_expected.Keys.Except(PipelineTables.Commands.Keys));
        Assert.Empty(
            s_expected.Values.SelectMany(cells => cells.Keys).Select(cell => cell.Split('/')[0]).Except(PipelineTables.Sources.Keys));

        // A job is PowerShell's own object, and void is no output.
        var written = types.SelectMany(type => type.Outputs).Select(output => output.Type.Name).Distinct().Except(["Job", "Void"]);
        Assert.Equal(
            written.Order(StringComparer.Ordinal),
            world.Objects.Values.Select(one => one.BaseObject.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_object_means_what_the_tables_say(string cmdlet)
    {
        var cells = s_expected.GetValueOrDefault(cmdlet) ?? [];
        var wrong = new List<string>();
        foreach (var (source, live) in world.Objects)
        {
            foreach (var form in PipedForms.All)
            {
                if (world.Pipe(
                    PipedForms.Of(live, form),
                    PipelineTables.Commands[cmdlet],
                    cells.GetValueOrDefault($"{source}/{form}") ?? cells.GetValueOrDefault(source)) is { } problem)
                {
                    wrong.Add($"{source} ({form}) | {cmdlet}: {problem}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [GeneratedRegex("^(GET|PUT|POST|PATCH|DELETE|HEAD) ")]
    private static partial Regex Request();

    /// <summary>All cells share one simulation, because none of them changes it.</summary>
    public sealed class World : IDisposable
    {
        private readonly AnsweringHost _host = new(answer: "&Yes");
        private readonly Session _session;
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aksegress");

        public World()
        {
            _session = Session.Simulated(host: _host);
            _session.Set("kubeconfig", Path.Combine(_folder.FullName, "config"));
            _session.Script(PipelineTables.Prepare).Ok();
            Objects = PipelineTables.Sources.ToDictionary(source => source.Key, source => _session.Script(source.Value).Ok().Single);

            // Started operations end before the check.
            _session.Script("Get-AksEgressOperation | Where-Object Status -eq InProgress | Wait-AksEgressOperation").Ok();
            _host.Answer = "&No";
        }

        internal IReadOnlyDictionary<string, PSObject> Objects { get; }

        public void Dispose()
        {
            _session.Dispose();
            _folder.Delete(recursive: true);
        }

        /// <summary>Pipes an object, and returns the problem with the result, or null.</summary>
        internal string? Pipe(object piped, string command, string? expected)
        {
            var asked = _host.Questions.Count;
            _session.Set("piped", piped);
            var outcome = _session.Script($"$piped | {command} -Verbose");
            var error = outcome.Terminating ?? outcome.Errors.FirstOrDefault();
            var questions = _host.Questions.Skip(asked).ToList();
            var id = error?.FullyQualifiedErrorId.Split(',')[0];
            if (outcome.Writes.Any(line =>
                !line.Contains("/runCommand", StringComparison.Ordinal) && !line.Contains("/upgradeProfiles", StringComparison.Ordinal)))
            {
                return "wrote: " + string.Join("; ", outcome.Writes);
            }

            if (expected is null)
            {
                return error is null ? $"wasn't refused, and wrote {outcome.Output.Count} objects and asked {string.Join("; ", questions)}"
                    : outcome.Output.Count > 0 || questions.Count > 0 ? "was refused after all"
                    : outcome.Verbose.FirstOrDefault(line => Request().IsMatch(line)) is { } request ? $"was refused ({id}) after {request}"
                    : null;
            }

            if (expected.StartsWith('!'))
            {
                return id == expected[1..] ? null : $"{id ?? "no error"} instead of {expected[1..]}: {error}";
            }

            if (error is not null)
            {
                return $"{id}: {error}";
            }

            if (command.Contains("-Confirm", StringComparison.Ordinal))
            {
                return expected == "-"
                    ? (questions.Count == 0 ? null : $"asked '{questions[0]}'")
                    : questions.Count > 0 && questions.TrueForAll(question => question.Contains(expected, StringComparison.Ordinal)) ? null
                    : $"asked '{string.Join("; ", questions)}' and not about {expected}";
            }

            var names = outcome.Output.Select(output =>
                (output.Properties["ClusterName"] is { } cluster && output.Properties["Id"] is null
                    ? cluster
                    : output.Properties["Name"])?.Value?.ToString() ?? "?").ToList();
            return expected == "*"
                ? (names.Count > 0 ? null : "wrote nothing")
                : expected.EndsWith('*')
                    ? (names.Count > 0 && names.All(name => name == expected.TrimEnd('*')) ? null : $"wrote {string.Join(',', names)}")
                : string.Join(
                    ',',
                    names.Order(StringComparer.Ordinal)) == (expected == "-"
                        ? string.Empty
                        : string.Join(',', expected.Split(',').Order(StringComparer.Ordinal)))
                    ? null
                : $"wrote {string.Join(',', names)} instead of {expected}";
        }
    }
}

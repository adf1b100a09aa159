using System.Text.RegularExpressions;
using AksEgress.Hosting;
using YamlDotNet.RepresentationModel;

namespace AksEgress.Tests.Ci;

/// <summary>A GitHub Actions workflow, parsed as YAML.</summary>
internal sealed partial class Workflow
{
    private static readonly string[] s_shells = ["bash", "pwsh"];
    private readonly YamlMappingNode _root;

    /// <summary>Reads a workflow.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">The text isn't YAML.</exception>
    public Workflow(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        _root = (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>The workflow files of the repository.</summary>
    public static string[] Files { get; } =
        [.. Directory.GetFiles(Path.Combine(Engine.Root, ".github", "workflows")).Order(StringComparer.Ordinal)];

    /// <summary>Reads a workflow of the repository.</summary>
    public static Workflow Open(string name) => new(File.ReadAllText(Path.Combine(Engine.Root, ".github", "workflows", name)));

    /// <summary>The node at a path of names, or null.</summary>
    public YamlNode? At(params string[] path)
    {
        YamlNode? node = _root;
        foreach (var name in path)
        {
            node = Child(node, name);
        }

        return node;
    }

    /// <summary>The texts of a list, or the single text, at a path.</summary>
    public string[] Texts(params string[] path) => At(path) switch
    {
        YamlSequenceNode items => [.. items.Select(static item => item.ToString())],
        YamlScalarNode { Value: { } text } => [text],
        _ => [],
    };

    /// <summary>The names of the members of the node at a path.</summary>
    public string[] Names(params string[] path) =>
        At(path) is YamlMappingNode members ? [.. members.Children.Keys.Select(static key => key.ToString())] : [];

    /// <summary>Returns the problems that any workflow can have.</summary>
    public IEnumerable<string> Problems()
    {
        if (Names("on").Length + Texts("on").Length == 0)
        {
            yield return "has no trigger";
        }

        // Without it, the job's token has the permissions of the repository's settings.
        if (At("permissions", "contents")?.ToString() != "read" || Names("permissions").Length != 1)
        {
            yield return "permissions aren't 'contents: read'";
        }

        var jobs = Names("jobs");
        foreach (var job in jobs)
        {
            if (At("jobs", job, "permissions") is not null)
            {
                yield return $"{job}: has permissions of its own";
            }

            if (At("jobs", job, "timeout-minutes") is null)
            {
                yield return $"{job}: has no timeout-minutes";
            }

            foreach (var needed in Texts("jobs", job, "needs").Except(jobs))
            {
                yield return $"{job}: needs {needed}, which isn't a job";
            }

            foreach (var problem in Job(job).SelectMany(Step))
            {
                yield return $"{job}: {problem}";
            }
        }
    }

    private static IEnumerable<string> Step(YamlNode step)
    {
        var (uses, run, shell) = (Child(step, "uses")?.ToString(), Child(step, "run")?.ToString(), Child(step, "shell")?.ToString());
        if (uses is null == run is null)
        {
            yield return $"a step has not exactly one of uses and run: {step}";
        }

        if (uses is not null && !Pinned().IsMatch(uses))
        {
            yield return $"{uses} isn't an action of GitHub, pinned to a version";
        }

        if (shell is not null && !s_shells.Contains(shell))
        {
            yield return $"shell {shell} isn't on all systems";
        }

        // External input would become part of the script.
        if (run is not null && Outside().IsMatch(run))
        {
            yield return "a script has an expression with what comes from outside";
        }

        foreach (Match script in Script().Matches(run ?? ""))
        {
            if (!File.Exists(Path.Combine(Engine.Root, script.Value)))
            {
                yield return $"{script.Value} doesn't exist";
            }
        }

        foreach (Match folder in Project().Matches(run ?? ""))
        {
            if (!Directory.Exists(Path.Combine(Engine.Root, folder.Groups[1].Value)))
            {
                yield return $"{folder.Groups[1].Value} doesn't exist";
            }
        }

        var tasks = Task().Match(File.ReadAllText(Path.Combine(Engine.Root, "build.ps1"))).Groups[1].Value.Split(',')
            .Select(static task => task.Trim(' ', '\''));
        foreach (Match task in TaskCall().Matches(run ?? ""))
        {
            if (!tasks.Contains(task.Groups[1].Value))
            {
                yield return $"build.ps1 has no task {task.Groups[1].Value}";
            }
        }
    }

    private IEnumerable<YamlNode> Job(string job) => At("jobs", job, "steps") as YamlSequenceNode ?? [];

    private static YamlNode? Child(YamlNode? node, string name) =>
        node is YamlMappingNode members && members.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    [GeneratedRegex(@"^actions/[a-z-]+@v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\$\{\{[^}]*(github\.event\.|github\.head_ref|github\.ref_name|inputs\.|secrets\.)")]
    private static partial Regex Outside();

    [GeneratedRegex(@"(?<![\w./$-])(\./)?\.?[A-Za-z][\w-]*(/[\w.-]+)*\.(ps1|sh|psd1)\b|(?<![\w./$-])\.ci/run\b")]
    private static partial Regex Script();

    [GeneratedRegex(@"dotnet (?:pack|build|test|run --project) ([\w./]+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"ValidateSet\(([^)]*)\)\]\s*\[string\] \$Task")]
    private static partial Regex Task();

    [GeneratedRegex(@"build\.ps1 -Task (\w+)")]
    private static partial Regex TaskCall();
}

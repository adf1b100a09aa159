using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using AksEgress.Arm;
using AksEgress.Core.Arm;
using AksEgress.Hosting;
using AksEgress.Lab;
using AksEgress.Simulator;
using AksEgress.Simulator.Hosting.Faults;
using AksEgress.Tests.Cmdlets;
using AksEgress.Tests.OutboundTypes;
using AksEgress.Tests.Throttling;

namespace AksEgress.Tests.Faults;

/// <summary>
/// A walkthrough, typed command by command by an administrator while faults happen. A failed command is repeated as its error
/// advises. Before the clean-up, and at the end, everything must be as if no fault had happened.
/// </summary>
internal sealed partial class WalkthroughRun : IDisposable
{
    private const double TimeScale = 1000;

    private readonly WaitlessClock _clock = new(passes: true);
    private readonly ArmSimulator _simulator;
    private readonly FaultSchedule? _faults;
    private readonly Runspace _runspace;
    private readonly string _folder = Directory.CreateTempSubdirectory("walkthrough-").FullName;
    private readonly List<Wire> _wires = [];
    private readonly List<string> _again = [];
    private bool _late;
    private string _begun = "throw 'nothing was begun with -NoWait'";

    public WalkthroughRun(FaultSchedule? faults)
    {
        _faults = faults;
        _simulator = new ArmSimulator(new SimulatorOptions { Clock = _clock, TimeScale = TimeScale, SampleWorld = true, Faults = faults });
        var initial = InitialSessionState.CreateDefault();
        initial.ImportPSModule([Engine.Manifest]);
        _runspace = RunspaceFactory.CreateRunspace(initial);
        _runspace.Open();
        _runspace.SessionStateProxy.SetVariable("ProgressPreference", "SilentlyContinue");
    }

    /// <summary>All resources before the clean-up, and at the end: documents by id, without values that differ between runs.</summary>
    public List<IReadOnlyDictionary<string, string>> States { get; } = [];

    /// <summary>The problems, as text.</summary>
    public List<string> Trouble { get; } = [];

    /// <summary>The ids of the errors that ended commands.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The schema check of the traffic; only if no faults are injected.</summary>
    public IEnumerable<string> SchemaProblems => _wires.SelectMany(static wire => wire.Sent.Problems.Concat(wire.Answered.Problems));

    /// <summary>Runs a walkthrough to its end, or to a command that fails twice.</summary>
    public void Run(string path)
    {
        var cleaning = false;
        foreach (var statement in StatementReader.Read(File.ReadAllText(path))
            .Where(piece => !piece.IsProse)
            .Select(piece => piece.Text.Replace("[System.IO.Path]::GetTempPath()", $"'{_folder}'", StringComparison.Ordinal)))
        {
            if (statement.StartsWith("Connect-AksEgress", StringComparison.Ordinal))
            {
                Connect();
                continue;
            }

            if (!cleaning && Removal().IsMatch(statement))
            {
                cleaning = true;
                Look();
            }

            if (_late && statement.Contains("catch {", StringComparison.Ordinal))
            {
                // The walkthrough expects an error here because the time hasn't come; on a repetition, it has.
                _again.AddRange(Caught().Matches(statement).Select(match => match.Groups[1].Value));
                continue;
            }

            if (!Try(statement))
            {
                return;
            }

            _late &= !statement.Contains("Wait-AksEgressOperation", StringComparison.Ordinal);

            _begun = statement.Contains("-NoWait", StringComparison.Ordinal) ? statement : _begun;
        }

        Look();
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _simulator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Connect()
    {
        var arm = _simulator.CreateHandler();
        if (_faults is null)
        {
            _wires.Add(new Wire(arm) { MostRequests = 20_000 });
            arm = _wires[^1];
        }

        var connection = new ArmConnection
        {
            Simulator = arm,
            SimulationId = _simulator.Id,
            SubscriptionId = ArmSimulator.SubscriptionId,
            TimeScale = TimeScale,
            Clock = _clock
        };
        GivenConnection.Connect(
            _runspace, new ArmGatewayFactory().ConnectAsync(connection, CancellationToken.None).GetAwaiter().GetResult());
    }

    // A statement that catches an expected error would mistake any fault for it, so it runs without faults.
    private bool Try(string statement)
    {
        Pause(statement.Contains("catch {", StringComparison.Ordinal));
        var error = Invoke(statement);
        Pause(true);
        if (error is null)
        {
            return true;
        }

        if (_faults is null)
        {
            Trouble.Add($"{statement}\n  {Words(error)}");
            return false;
        }

        if (statement.StartsWith("if (", StringComparison.Ordinal)
            && _again.Exists(name => statement.Contains(name, StringComparison.Ordinal)))
        {
            // The walkthrough counts the results of its first attempt; a second attempt returns only the remaining ones.
            return true;
        }

        if (Assigned().Match(statement) is { Success: true } assigned)
        {
            _again.Add(assigned.Value);
        }

        _late |= statement.Contains("-NoWait", StringComparison.Ordinal);
        Failures.Add(Id(error));
        Judge(statement, error);
        var said = new List<string> { Words(error) };
        var typed = statement;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (Follow(typed, error) is not { } advised || (error = Invoke(typed = advised)) is null)
            {
                return true;
            }

            said.Add(Words(error));
        }

        Trouble.Add($"{statement}\n  {string.Join("\n  ", said)}");
        return false;
    }

    /// <summary>
    /// The next command that an error advises; null if nothing remains to be done. A command whose response was lost may have taken
    /// effect: then the resource exists and is used as it is, or the removal is complete.
    /// </summary>
    private string? Follow(string statement, ErrorRecord error)
    {
        var words = Words(error);
        if (words.Contains("Wait until", StringComparison.Ordinal))
        {
            _clock.Advance(TimeSpan.FromHours(1) / TimeScale);
        }

        switch (Id(error))
        {
            case "ResourceExists":
                // Clusters and node pools have no -AllowExisting. Their first creation took effect, so the administrator reads the
                // result.
                return statement.Contains("New-AksEgressCluster", StringComparison.Ordinal)
                    ? ClusterCommand().Replace(statement, "Get-AksEgressCluster $1")
                    : statement.Contains("Add-AksEgressNodePool", StringComparison.Ordinal)
                        ? NodePoolCommand().Replace(statement, "Get-AksEgressNodePool $1")
                    : NewCommand().Replace(statement, "$0 -AllowExisting");
            case "ResourceNotFound" or "ResourceGroupNotFound" when Removal().IsMatch(statement):
                // One of several is already removed; the others remain to be removed.
                return $"$ErrorActionPreference = 'Continue'; {statement}; $ErrorActionPreference = 'Stop'";
            case "OperationFailed" when statement.Contains("| Wait-AksEgressOperation", StringComparison.Ordinal):
                // The operation failed permanently, so the command that started it is repeated.
                return Invoke(_begun) is null ? statement : _begun;
            default:
                return statement;
        }
    }

    private void Judge(string statement, ErrorRecord error)
    {
        var words = Words(error);
        if (error.Exception.GetType().Namespace?.StartsWith("AksEgress", StringComparison.Ordinal) != true)
        {
            Trouble.Add($"{statement}\n  is none of the module's errors: {error.Exception}");
        }

        if (!_faults!
            .Injected.SelectMany(text => text[(text.LastIndexOf("/providers/", StringComparison.Ordinal) + 1)..].Split('/').TakeLast(3))
            .Any(name => words.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            Trouble.Add($"{statement}\n  does not say what was done: {words}");
        }
    }

    private ErrorRecord? Invoke(string statement)
    {
        using var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(statement, useLocalScope: false);
        try
        {
            shell.Invoke();
            return shell.Streams.Error.FirstOrDefault(error => !Id(error).EndsWith("NotFound", StringComparison.Ordinal));
        }
        catch (RuntimeException e)
        {
            return e.ErrorRecord;
        }
    }

    private void Look()
    {
        _clock.Advance(TimeSpan.FromHours(2) / TimeScale);
        var tags = new List<(string Id, string Tag)>();
        var state = _simulator.Save();

        // The time and output of a pod depend on timing, not on the documents that the module writes.
        States.Add(FaultWorld.Plain(state, tags).Where(document => !Clockwork().IsMatch(document.Key)).ToDictionary());
        Trouble.AddRange(
            (_faults?.Intrusions ?? [])
                .Except(tags)
                .Where(lost => state.Contains($"\"id\": \"{lost.Id}\"", StringComparison.OrdinalIgnoreCase))
                .Select(lost => $"{lost.Id} lost another client's tag {lost.Tag}"));
    }

    private void Pause(bool paused)
    {
        if (_faults is not null)
        {
            _faults.Paused = paused;
        }
    }

    private static string Id(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    private static string Words(ErrorRecord error) => $"{error.FullyQualifiedErrorId}: {error} {error.ErrorDetails?.RecommendedAction}";

    [GeneratedRegex("/(commandResults|simulatedKubernetes)/")]
    private static partial Regex Clockwork();

    [GeneratedRegex(@"catch \{ (\$\w+)")]
    private static partial Regex Caught();

    [GeneratedRegex(@"^\$\w+")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"\bRemove-AksEgress(ResourceGroup|Cluster|NodePool|Subnet|NatGateway|PublicIp|Identity|RouteTable)\b")]
    private static partial Regex Removal();

    [GeneratedRegex(@"\bNew-AksEgressCluster ((-Name )?\S+ (-ResourceGroupName )?\S+).*")]
    private static partial Regex ClusterCommand();

    [GeneratedRegex(@"\bAdd-AksEgressNodePool (\S+ \S+ \S+).*")]
    private static partial Regex NodePoolCommand();

    [GeneratedRegex(@"\bNew-AksEgress(?!Route\b)[A-Za-z]+")]
    private static partial Regex NewCommand();
}

using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using AksEgress.Arm;
using AksEgress.Core.Arm;
using AksEgress.Hosting;
using AksEgress.Simulator;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.Cmdlets;

/// <summary>A runspace with the built module, on the selected engine.</summary>
internal sealed class Session : IDisposable
{
    private readonly Runspace _runspace;
    private readonly List<IDisposable> _owned = [];
    private Wire? _wire;

    public Session(PSHost? host = null)
    {
        Assert.True(File.Exists(Engine.Manifest), $"{Engine.Manifest} is missing: dotnet build makes it.");
        var initial = InitialSessionState.CreateDefault();
        initial.ImportPSModule([Engine.Manifest]);
        _runspace = host is null ? RunspaceFactory.CreateRunspace(initial) : RunspaceFactory.CreateRunspace(host, initial);
        _runspace.Open();
    }

    /// <summary>
    /// A runspace that is connected to the simulator with its sample resources. With a state file, it connects as a user does;
    /// otherwise the traffic is checked against ARM's schemas.
    /// </summary>
    public static Session Simulated(int timeScale = 100000, PSHost? host = null, string? statePath = null)
    {
        var session = new Session(host);
        if (statePath is not null)
        {
            session.Run("Connect-AksEgress", new { Simulated = true, TimeScale = timeScale, StatePath = statePath }).Ok();
            return session;
        }

        var simulator = new ArmSimulator(new SimulatorOptions { SampleWorld = true, TimeScale = timeScale });
        session._wire = new Wire(simulator.CreateHandler()) { MostRequests = int.MaxValue };
        session._owned.AddRange([session._wire, simulator]);
        var connection = new ArmConnection
        {
            Simulator = session._wire,
            SimulationId = simulator.Id,
            SubscriptionId = ArmSimulator.SubscriptionId,
            TimeScale = timeScale
        };
        GivenConnection.Connect(
            session._runspace, new ArmGatewayFactory().ConnectAsync(connection, CancellationToken.None).GetAwaiter().GetResult());
        return session;
    }

    /// <summary>A runspace that is connected to a gateway of the test.</summary>
    public static Session Connected(IArmGateway gateway)
    {
        var session = new Session();
        GivenConnection.Connect(session._runspace, gateway);
        return session;
    }

    /// <summary>The traffic of a simulated session without a state file.</summary>
    public Wire Wire => _wire!;

    /// <summary>A new shell in the runspace.</summary>
    public System.Management.Automation.PowerShell Shell()
    {
        var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = _runspace;
        return shell;
    }

    /// <summary>Sets a variable.</summary>
    public void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs one command.</summary>
    public Outcome Run(string command, object parameters, params object[] input)
    {
        using var shell = Shell();
        shell.AddCommand(command);
        foreach (var (name, value) in Pairs(parameters))
        {
            if (value is true)
            {
                shell.AddParameter(name);
            }
            else
            {
                shell.AddParameter(name, value);
            }
        }

        return Invoke(shell, input);
    }

    /// <summary>Runs a script.</summary>
    public Outcome Script(string script)
    {
        using var shell = Shell();
        shell.AddScript(script);
        return Invoke(shell, []);
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _owned.ForEach(static one => one.Dispose());
        Assert.Empty((IEnumerable<string>?)_wire?.Sent.Problems ?? []);
        Assert.Empty((IEnumerable<string>?)_wire?.Answered.Problems ?? []);
    }

    private static IEnumerable<(string Name, object? Value)> Pairs(object parameters) =>
        parameters is IDictionary<string, object?> dictionary
            ? dictionary.Select(pair => (pair.Key, pair.Value))
            : parameters.GetType().GetProperties().Select(property => (property.Name, property.GetValue(parameters)));

    private static Outcome Invoke(System.Management.Automation.PowerShell shell, object[] input)
    {
        RuntimeException? thrown = null;
        var output = new PSDataCollection<PSObject>();
        try
        {
            var source = new PSDataCollection<object>(input);
            source.Complete();
            shell.Invoke(input.Length == 0 ? null : source, output);
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        return new Outcome(
            [.. output], [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)], thrown?.ErrorRecord, thrown);
    }
}

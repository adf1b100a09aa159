using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using StandIn.Formatting;
using StandIn.Hosting;
using StandIn.Objects;
using StandIn.Pipelines;

namespace StandIn.Sessions;

/// <summary>The state that all commands of a runspace share.</summary>
internal sealed class Session
{
    private const int RememberedErrors = 256;
    private readonly Stack<Pipeline> _pipelines = new();
    private readonly Lock _gate = new();
    private readonly ArrayList _errors = [];

    public Session(LocalRunspace runspace, PSHost? host)
    {
        Runspace = runspace;
        ExternalHost = host;
        Streams = new StreamTargets(null, host);
        Host = new SessionHost(this, host);
        Variables = new VariableTable();
        Location = new SessionLocation();
        Commands = new CommandTable(this);
        Modules = new Modules.ModuleTable(this);
        Types = new TypeTable();
        Formats = new FormatDatabase();
        Jobs = new JobRepository();
        State = new SessionState(this);
        Engine = new EngineIntrinsics();
        DefaultVariables.Define(this, _errors);
    }

    public static Session? Current => (System.Management.Automation.Runspaces.Runspace.DefaultRunspace as LocalRunspace)?.Session;

    public LocalRunspace Runspace { get; }

    public PSHost? ExternalHost { get; }

    public SessionHost Host { get; }

    public VariableTable Variables { get; }

    public SessionLocation Location { get; }

    public CommandTable Commands { get; }

    public Modules.ModuleTable Modules { get; }

    public TypeTable Types { get; }

    public FormatDatabase Formats { get; }

    public JobRepository Jobs { get; }

    public SessionState State { get; }

    public EngineIntrinsics Engine { get; }

    /// <summary>The current target of errors and messages: the streams of the outermost pipeline's caller.</summary>
    public StreamTargets Streams { get; set; }

    public bool HasUserInterface => ExternalHost?.UI is not null;

    public void Enter(Pipeline pipeline)
    {
        lock (_gate)
        {
            _pipelines.Push(pipeline);
        }
    }

    public void Leave(Pipeline pipeline)
    {
        lock (_gate)
        {
            if (_pipelines.TryPeek(out var top) && top == pipeline)
            {
                _pipelines.Pop();
            }
        }
    }

    /// <summary>Stops the running pipelines, the innermost first.</summary>
    public void Stop()
    {
        Pipeline[] running;
        lock (_gate)
        {
            running = [.. _pipelines];
        }

        foreach (var pipeline in running)
        {
            pipeline.Stop();
        }
    }

    public bool Stopping
    {
        get
        {
            lock (_gate)
            {
                return _pipelines.Any(p => p.Stopping);
            }
        }
    }

    public T Preference<T>(string name, T otherwise)
        where T : struct, Enum =>
        Variables.GetValue(name) is { } value && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T preference)
            ? preference
            : otherwise;

    public void RememberError(ErrorRecord record)
    {
        if (_errors.Count > 0 && ReferenceEquals(_errors[0], record))
        {
            return;
        }

        _errors.Insert(0, record);
        if (_errors.Count > RememberedErrors)
        {
            _errors.RemoveAt(_errors.Count - 1);
        }
    }
}

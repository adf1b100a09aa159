using System.Management.Automation.Host;

namespace System.Management.Automation.Runspaces;

public enum RunspaceState
{
    BeforeOpen = 0,
    Opening = 1,
    Opened = 2,
    Closed = 3,
    Closing = 4,
    Broken = 5,
    Disconnecting = 6,
    Disconnected = 7,
    Connecting = 8,
}

public enum RunspaceAvailability
{
    None = 0,
    Available = 1,
    AvailableForNestedCommand = 2,
    Busy = 3,
    RemoteDebug = 4,
}

public enum PSThreadOptions
{
    Default = 0,
    UseNewThread = 1,
    ReuseThread = 2,
    UseCurrentThread = 3,
}

public sealed class RunspaceStateInfo
{
    internal RunspaceStateInfo(RunspaceState state, Exception? reason = null)
    {
        State = state;
        Reason = reason;
    }

    public RunspaceState State { get; }

    public Exception? Reason { get; }

    public override string ToString() => State.ToString();
}

public sealed class RunspaceStateEventArgs : EventArgs
{
    internal RunspaceStateEventArgs(RunspaceStateInfo info) => RunspaceStateInfo = info;

    public RunspaceStateInfo RunspaceStateInfo { get; }
}

public sealed class RunspaceAvailabilityEventArgs : EventArgs
{
    internal RunspaceAvailabilityEventArgs(RunspaceAvailability availability) => RunspaceAvailability = availability;

    public RunspaceAvailability RunspaceAvailability { get; }
}

public abstract class Runspace : IDisposable
{
    [ThreadStatic]
    private static Runspace? s_default;
    private static int s_lastId;

    internal Runspace()
    {
        Id = Interlocked.Increment(ref s_lastId);
        Name = $"Runspace{Id}";
    }

    public static Runspace? DefaultRunspace
    {
        get => s_default;
        set => s_default = value;
    }

    public static bool CanUseDefaultRunspace => s_default is StandIn.Hosting.LocalRunspace { RunspaceStateInfo.State: RunspaceState.Opened };

    public int Id { get; }

    public string Name { get; set; }

    public Guid InstanceId { get; } = Guid.NewGuid();

    public bool RunspaceIsRemote => false;

    public abstract InitialSessionState InitialSessionState { get; }

    public abstract RunspaceStateInfo RunspaceStateInfo { get; }

    public abstract RunspaceAvailability RunspaceAvailability { get; protected set; }

    public abstract PSThreadOptions ThreadOptions { get; set; }

    public abstract Version Version { get; }

    public SessionStateProxy SessionStateProxy => Proxy();

    public abstract event EventHandler<RunspaceStateEventArgs> StateChanged;

    public abstract event EventHandler<RunspaceAvailabilityEventArgs> AvailabilityChanged;

    public abstract void Open();

    public abstract void OpenAsync();

    public abstract void Close();

    public abstract void CloseAsync();

    public virtual void ResetRunspaceState() => throw new NotImplementedException("A runspace is made anew instead.");

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    internal abstract SessionStateProxy Proxy();
}

public class SessionStateProxy
{
    private readonly SessionState? _state;

    internal SessionStateProxy(SessionState state) => _state = state;

    public virtual PSVariableIntrinsics PSVariable => State.PSVariable;

    public virtual PathIntrinsics Path => State.Path;

    public virtual CommandInvocationIntrinsics InvokeCommand => State.InvokeCommand;

    public virtual PSModuleInfo? Module => null;

    public virtual PSLanguageMode LanguageMode
    {
        get => State.LanguageMode;
        set => State.LanguageMode = value;
    }

    private SessionState State => _state ?? throw new PSNotSupportedException();

    public virtual void SetVariable(string name, object? value) => State.PSVariable.Set("global:" + name, value);

    public virtual object? GetVariable(string name) => State.PSVariable.GetValue(name);
}

public static class RunspaceFactory
{
    public static Runspace CreateRunspace() => new StandIn.Hosting.LocalRunspace(null, InitialSessionState.CreateDefault());

    public static Runspace CreateRunspace(PSHost host) => new StandIn.Hosting.LocalRunspace(host ?? throw new PSArgumentNullException(nameof(host)), InitialSessionState.CreateDefault());

    public static Runspace CreateRunspace(InitialSessionState initialSessionState) => new StandIn.Hosting.LocalRunspace(null, initialSessionState ?? throw new PSArgumentNullException(nameof(initialSessionState)));

    public static Runspace CreateRunspace(PSHost host, InitialSessionState initialSessionState) =>
        new StandIn.Hosting.LocalRunspace(host ?? throw new PSArgumentNullException(nameof(host)), initialSessionState ?? throw new PSArgumentNullException(nameof(initialSessionState)));
}

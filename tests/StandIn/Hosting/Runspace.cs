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

    public int Id { get; }

    public string Name { get; set; }

    public abstract RunspaceAvailability RunspaceAvailability { get; protected set; }

    public SessionStateProxy SessionStateProxy => Proxy();

    public abstract void Open();

    public abstract void Close();

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
    private readonly SessionState _state;

    internal SessionStateProxy(SessionState state) => _state = state;

    public virtual PathIntrinsics Path => _state.Path;

    public virtual void SetVariable(string name, object? value) => _state.PSVariable.Set("global:" + name, value);

    public virtual object? GetVariable(string name) => _state.PSVariable.GetValue(name);
}

public static class RunspaceFactory
{
    public static Runspace CreateRunspace() => new StandIn.Hosting.LocalRunspace(null, InitialSessionState.CreateDefault());

    public static Runspace CreateRunspace(PSHost host) =>
        new StandIn.Hosting.LocalRunspace(host ?? throw new ArgumentNullException(nameof(host)), InitialSessionState.CreateDefault());

    public static Runspace CreateRunspace(InitialSessionState initialSessionState) =>
        new StandIn.Hosting.LocalRunspace(null, initialSessionState ?? throw new ArgumentNullException(nameof(initialSessionState)));

    public static Runspace CreateRunspace(PSHost host, InitialSessionState initialSessionState) =>
        new StandIn.Hosting.LocalRunspace(
            host ?? throw new ArgumentNullException(nameof(host)),
            initialSessionState ?? throw new ArgumentNullException(nameof(initialSessionState)));
}

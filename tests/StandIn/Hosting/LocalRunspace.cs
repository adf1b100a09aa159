using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using StandIn.Sessions;

namespace StandIn.Hosting;

/// <summary>A runspace of this process.</summary>
internal sealed class LocalRunspace(PSHost? host, InitialSessionState initial) : Runspace
{
    private readonly Lock _gate = new();
    private readonly InitialSessionState _initial = initial.Clone();
    private RunspaceStateInfo _state = new(RunspaceState.BeforeOpen);
    private Session? _session;
    private SessionStateProxy? _proxy;

    public override event EventHandler<RunspaceStateEventArgs>? StateChanged;

    public override event EventHandler<RunspaceAvailabilityEventArgs>? AvailabilityChanged;

    public Session Session => _session ?? throw new InvalidRunspaceStateException(_state.State, RunspaceState.Opened);

    public override InitialSessionState InitialSessionState => _initial;

    public override RunspaceStateInfo RunspaceStateInfo => _state;

    public override RunspaceAvailability RunspaceAvailability { get; protected set; }

    public override PSThreadOptions ThreadOptions { get; set; }

    public override Version Version => DefaultVariables.EngineVersion;

    public override void Open()
    {
        lock (_gate)
        {
            if (_state.State != RunspaceState.BeforeOpen)
            {
                throw new InvalidRunspaceStateException(_state.State, RunspaceState.BeforeOpen);
            }
        }

        Change(RunspaceState.Opening);
        _session = new Session(this, host);
        Runspace? before = DefaultRunspace;
        DefaultRunspace = this;
        try
        {
            _initial.Apply(_session);
        }
        catch (Exception failure)
        {
            Change(RunspaceState.Broken, failure);
            throw;
        }
        finally
        {
            DefaultRunspace = before;
        }

        Change(RunspaceState.Opened);
        Available(RunspaceAvailability.Available);
    }

    public override void OpenAsync() => Open();

    public override void Close()
    {
        if (_state.State is RunspaceState.Closed or RunspaceState.BeforeOpen)
        {
            Change(RunspaceState.Closed);
            return;
        }

        Change(RunspaceState.Closing);
        _session?.Stop();
        if (_session is not null)
        {
            Runspace? before = DefaultRunspace;
            DefaultRunspace = this;
            try
            {
                _session.Modules.RemoveAll();
            }
            finally
            {
                DefaultRunspace = before;
            }
        }

        Change(RunspaceState.Closed);
        Available(RunspaceAvailability.None);
    }

    public override void CloseAsync() => Close();

    public void RequireOpen()
    {
        if (_state.State != RunspaceState.Opened)
        {
            throw new InvalidRunspaceStateException(_state.State, RunspaceState.Opened);
        }
    }

    public void Occupy()
    {
        lock (_gate)
        {
            RequireOpen();
            if (RunspaceAvailability == RunspaceAvailability.Busy)
            {
                throw new PSInvalidOperationException("The pipeline was not run because a pipeline is already running. Pipelines cannot be run concurrently.");
            }

            RunspaceAvailability = RunspaceAvailability.Busy;
        }

        AvailabilityChanged?.Invoke(this, new RunspaceAvailabilityEventArgs(RunspaceAvailability.Busy));
    }

    public void Free() => Available(_state.State == RunspaceState.Opened ? RunspaceAvailability.Available : RunspaceAvailability.None);

    internal override SessionStateProxy Proxy() => _proxy ??= new SessionStateProxy(Session.State);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _state.State != RunspaceState.Closed)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    private void Available(RunspaceAvailability availability)
    {
        RunspaceAvailability = availability;
        AvailabilityChanged?.Invoke(this, new RunspaceAvailabilityEventArgs(availability));
    }

    private void Change(RunspaceState state, Exception? reason = null)
    {
        _state = new RunspaceStateInfo(state, reason);
        StateChanged?.Invoke(this, new RunspaceStateEventArgs(_state));
    }
}

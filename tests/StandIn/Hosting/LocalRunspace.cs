using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using StandIn.Sessions;

namespace StandIn.Hosting;

/// <summary>A runspace of this process.</summary>
internal sealed class LocalRunspace(PSHost? host, InitialSessionState initial) : Runspace
{
    private readonly Lock _gate = new();
    private readonly InitialSessionState _initial = initial.Copy();
    private RunspaceState _state = RunspaceState.BeforeOpen;
    private Session? _session;
    private SessionStateProxy? _proxy;

    public Session Session => _session ?? throw new InvalidRunspaceStateException(_state, RunspaceState.Opened);

    public override RunspaceAvailability RunspaceAvailability { get; protected set; }

    public override void Open()
    {
        lock (_gate)
        {
            if (_state != RunspaceState.BeforeOpen)
            {
                throw new InvalidRunspaceStateException(_state, RunspaceState.BeforeOpen);
            }
        }

        _state = RunspaceState.Opening;
        _session = new Session(this, host);
        var before = DefaultRunspace;
        DefaultRunspace = this;
        try
        {
            _initial.Apply(_session);
        }
        catch
        {
            _state = RunspaceState.Broken;
            throw;
        }
        finally
        {
            DefaultRunspace = before;
        }

        _state = RunspaceState.Opened;
        RunspaceAvailability = RunspaceAvailability.Available;
    }

    public override void Close()
    {
        if (_state is RunspaceState.Closed or RunspaceState.BeforeOpen)
        {
            _state = RunspaceState.Closed;
            return;
        }

        _state = RunspaceState.Closing;
        _session?.Stop();
        if (_session is not null)
        {
            var before = DefaultRunspace;
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

        _state = RunspaceState.Closed;
        RunspaceAvailability = RunspaceAvailability.None;
    }

    public void RequireOpen()
    {
        if (_state != RunspaceState.Opened)
        {
            throw new InvalidRunspaceStateException(_state, RunspaceState.Opened);
        }
    }

    public void Occupy()
    {
        lock (_gate)
        {
            RequireOpen();
            if (RunspaceAvailability == RunspaceAvailability.Busy)
            {
                throw new PSInvalidOperationException(
                    "The pipeline was not run because a pipeline is already running. Pipelines cannot be run concurrently.");
            }

            RunspaceAvailability = RunspaceAvailability.Busy;
        }
    }

    public void Free() =>
        RunspaceAvailability = _state == RunspaceState.Opened ? RunspaceAvailability.Available : RunspaceAvailability.None;

    internal override SessionStateProxy Proxy() => _proxy ??= new SessionStateProxy(Session.State);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _state != RunspaceState.Closed)
        {
            Close();
        }

        base.Dispose(disposing);
    }
}

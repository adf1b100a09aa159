using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Sessions;

/// <summary>
/// The session of a runspace after Connect-AksEgress. Runspaces can share a connection; each has its own operations and completion
/// cache.
/// </summary>
internal sealed class EgressSession : IDisposable
{
    private readonly Share _share;
    private int _disposed;

    /// <summary>Creates the session of the first runspace.</summary>
    public EgressSession(IArmGateway gateway)
        : this(gateway, new Share())
    {
    }

    private EgressSession(IArmGateway gateway, Share share)
    {
        Gateway = gateway;
        Context = gateway.Session;
        _share = share;
    }

    /// <summary>The connection to ARM.</summary>
    public IArmGateway Gateway { get; }

    /// <summary>The signed-in account and cloud, with this runspace's default subscription and resource group.</summary>
    public ArmSession Context { get; private set; }

    /// <summary>The names that completers found recently.</summary>
    public CompletionCache Completions { get; private set; } = new();

    /// <summary>The operations that this runspace has started, with the change records that are still needed.</summary>
    public OperationList Operations { get; } = new();

    /// <summary>Changes this runspace's defaults.</summary>
    /// <param name="context">The session's context with the new defaults.</param>
    public void SetDefaults(ArmSession context)
    {
        Context = context;
        Completions = new CompletionCache();
    }

    /// <summary>Returns another runspace's session over the same connection, or null if the connection has ended.</summary>
    public EgressSession? TryShare() => _share.TryTake() ? new EgressSession(Gateway, _share) { Context = Context } : null;

    /// <summary>
    /// Keeps the connection open for work that outlives the command, such as a job. Disconnect-AksEgress ends the runspace's use of
    /// the connection; confirmed work continues. The caller disposes of the result.
    /// </summary>
    public IDisposable? KeepOpen() => TryShare();

    /// <summary>Ends this runspace's use of the connection. The last runspace ends the connection.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && _share.Release())
        {
            Gateway.Dispose();
        }
    }

    // The number of runspaces that use the connection. Once it is zero, the connection has ended and can't be used again.
    private sealed class Share
    {
        private readonly object _gate = new();
        private int _holders = 1;

        public bool TryTake()
        {
            lock (_gate)
            {
                return _holders > 0 && ++_holders > 0;
            }
        }

        public bool Release()
        {
            lock (_gate)
            {
                return --_holders == 0;
            }
        }
    }
}

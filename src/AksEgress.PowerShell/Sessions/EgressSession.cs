using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Sessions;

/// <summary>
/// What a runspace has after Connect-AksEgress. Runspaces may share the way to ARM; each has its own operations and completions.
/// </summary>
internal sealed class EgressSession : IDisposable
{
    private readonly Share _share;
    private int _disposed;

    /// <summary>The first runspace's.</summary>
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

    /// <summary>The way to ARM.</summary>
    public IArmGateway Gateway { get; }

    /// <summary>Who is signed in where, with this runspace's default subscription and resource group.</summary>
    public ArmSession Context { get; private set; }

    /// <summary>What completers found a moment ago.</summary>
    public CompletionCache Completions { get; private set; } = new();

    /// <summary>The operations that this runspace has begun, with the change records that are still needed.</summary>
    public OperationList Operations { get; } = new();

    /// <summary>Changes this runspace's defaults.</summary>
    /// <param name="context">The session's context with other defaults.</param>
    public void SetDefaults(ArmSession context)
    {
        Context = context;
        Completions = new CompletionCache();
    }

    /// <summary>Another runspace's session over the same connection, or null when the connection has ended.</summary>
    public EgressSession? TryShare() => _share.TryTake() ? new EgressSession(Gateway, _share) { Context = Context } : null;

    /// <summary>
    /// Keeps the connection open for work that outlives the command, such as a job: Disconnect-AksEgress ends the runspace's
    /// part, and what was agreed to before goes on. The caller disposes of it.
    /// </summary>
    public IDisposable? Hold() => TryShare();

    /// <summary>Ends this runspace's part; the last one ends the connection.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && _share.Release())
        {
            Gateway.Dispose();
        }
    }

    // How many runspaces have the connection. From none there is no way back: it has been ended.
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

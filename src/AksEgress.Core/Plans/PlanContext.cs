using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Plans;

/// <summary>The connection, log, and observer of a running plan.</summary>
public sealed class PlanContext
{
    /// <summary>Creates a context.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="log">Keeps the started operations; null for none.</param>
    /// <param name="observer">Shows progress, or null.</param>
    public PlanContext(IArmGateway gateway, IOperationLog? log = null, IPlanObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        Gateway = gateway;
        Log = log;
        Observer = observer;
    }

    /// <summary>The connection to ARM.</summary>
    public IArmGateway Gateway { get; }

    /// <summary>The log of started operations, or null.</summary>
    public IOperationLog? Log { get; }

    /// <summary>Shows progress, or null.</summary>
    public IPlanObserver? Observer { get; }

    /// <summary>The clock of the session.</summary>
    public TimeProvider Clock => Gateway.Clock;

    /// <summary>A resource store without progress.</summary>
    public ResourceStore Store => new(Gateway);

    /// <summary>A resource store that shows the progress of an operation.</summary>
    /// <param name="activity">The name of the progress activity.</param>
    /// <param name="usual">The usual duration, or null.</param>
    public ResourceStore StoreFor(string activity, TimeSpan? usual) => new(Gateway, Observer?.Operation(activity, usual));
}

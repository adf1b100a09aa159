using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Plans;

/// <summary>What a plan runs with.</summary>
public sealed class PlanContext
{
    /// <summary>Binds a plan to a connection.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="log">Keeps the operations that are started; null where nothing needs to find them again.</param>
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

    /// <summary>Where started operations are kept, or null.</summary>
    public IOperationLog? Log { get; }

    /// <summary>Who shows progress, or null.</summary>
    public IPlanObserver? Observer { get; }

    /// <summary>The connection's time.</summary>
    public TimeProvider Clock => Gateway.Clock;

    /// <summary>Documents in and out of ARM, without progress.</summary>
    public ResourceStore Store => new(Gateway);

    /// <summary>Documents in and out of ARM, with the progress of one operation.</summary>
    /// <param name="activity">What progress calls it.</param>
    /// <param name="usual">How long it usually takes, or null.</param>
    public ResourceStore StoreFor(string activity, TimeSpan? usual) => new(Gateway, Observer?.Operation(activity, usual));
}

using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Plans;

/// <summary>A plan with a single write, which can be started without waiting.</summary>
/// <typeparam name="TResult">What the change returns when it is verified.</typeparam>
public abstract class WritePlan<TResult> : Plan<TResult>
{
    private protected WritePlan(ArmResourceId id)
        : base(id)
    {
    }

    /// <summary>The state of the resource after the write, which determines the result if the response is lost.</summary>
    internal abstract ExpectedState Expected { get; }

    /// <summary>The resource to write; a child of <see cref="Plan{TResult}.Id"/> or that resource itself.</summary>
    internal virtual ArmResourceId WrittenId => Id;

    /// <inheritdoc/>
    public override async Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Kind == ChangeKind.None)
        {
            return null;
        }

        var store = context.Store;
        var origin = await store.OriginAsync(Id.SubscriptionId, cancellationToken).ConfigureAwait(false);
        var startedAt = context.Clock.GetUtcNow();
        var response = await SendAsync(store, cancellationToken).ConfigureAwait(false);
        var operation = EgressOperation.Of(origin, WrittenId, Operation, startedAt, response, Expected);
        context.Log?.Add(operation);
        return operation;
    }

    /// <summary>Sends the write.</summary>
    internal abstract Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken);
}

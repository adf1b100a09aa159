using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NodePools;

/// <summary>A planned replacement of a node pool's nodes, with the current and the latest image.</summary>
public sealed class NodeImagePlan : WritePlan<NodePool>
{
    internal NodeImagePlan(ArmResourceId id, string? current, string? latest)
        : base(id)
    {
        Current = current;
        Latest = latest;
    }

    /// <summary>The current image; null if ARM doesn't return it.</summary>
    public string? Current { get; }

    /// <summary>The latest image; null if ARM doesn't return it.</summary>
    public string? Latest { get; }

    /// <summary>True when the nodes already have the latest image.</summary>
    public bool IsNewest => Latest is not null && string.Equals(Current, Latest, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override ChangeKind Kind => ChangeKind.Action;

    /// <inheritdoc/>
    internal override string Operation => "update node image";

    /// <inheritdoc/>
    internal override string Activity => Id.Parent!.Name;

    /// <inheritdoc/>
    internal override ExpectedState Expected => new(ChangeKind.Action, null, []);

    /// <inheritdoc/>
    public override string Describe() =>
        $"Replace the nodes of node pool '{Id.Name}' of cluster '{Id.Parent!.Name}', one after another, with nodes of image "
            + $"{Latest ?? "(the newest)"} (now {Current ?? "unknown"}); their pods move to other nodes";

    /// <inheritdoc/>
    public override Task<NodePool> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return NodeImageUpdate.RunAsync(context.StoreFor(Activity, UsualDuration), Id, cancellationToken);
    }

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        NodeImageUpdate.SendAsync(store, Id, cancellationToken);
}

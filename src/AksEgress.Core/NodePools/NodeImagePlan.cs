using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NodePools;

/// <summary>A node pool whose nodes can be replaced, with the image that it has and the newest one for it.</summary>
public sealed class NodeImagePlan : WritePlan<NodePool>
{
    internal NodeImagePlan(ArmResourceId id, string? current, string? latest)
        : base(id)
    {
        Current = current;
        Latest = latest;
    }

    /// <summary>The nodes' image; null where ARM doesn't say.</summary>
    public string? Current { get; }

    /// <summary>The newest image; null where ARM doesn't say.</summary>
    public string? Latest { get; }

    /// <summary>True when ARM says that the nodes have the newest image already.</summary>
    public bool IsNewest => Latest is not null && string.Equals(Current, Latest, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override ChangeKind Kind => ChangeKind.Action;

    /// <inheritdoc/>
    public override string Operation => "update node image";

    /// <inheritdoc/>
    public override string Activity => Id.Parent!.Name;

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

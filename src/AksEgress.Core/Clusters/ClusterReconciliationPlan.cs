using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Clusters;

/// <summary>A cluster that is about to be reconciled: its document is written as it was read.</summary>
public sealed class ClusterReconciliationPlan : WritePlan<Cluster>
{
    private readonly Cluster _cluster;

    internal ClusterReconciliationPlan(ArmResourceId id, Cluster cluster)
        : base(id) => _cluster = cluster;

    /// <inheritdoc/>
    public override ChangeKind Kind => ChangeKind.Update;

    /// <inheritdoc/>
    internal override string Operation => "reconcile";

    /// <summary>A change that failed halfway is finished, which may be one of the outbound type.</summary>
    public override bool InterruptsTraffic => _cluster.Document.IsUnfinished;

    /// <inheritdoc/>
    internal override TimeSpan? UsualDuration => Operations.UsualDuration.UpdateCluster.Median;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Warnings => InterruptsTraffic
        ? [$"The last operation on cluster '{Id.Name}' ended as {_cluster.ProvisioningState}. AKS now applies what that operation left "
            + $"undone; if it was a change of the outbound type, egress IP addresses may change: {_cluster.OutboundType}."]
        : [];

    /// <inheritdoc/>
    internal override ExpectedState Expected => new(ChangeKind.Update, _cluster.ETag, []);

    /// <inheritdoc/>
    public override string Describe() =>
        $"Reconcile cluster '{Id.Name}' (state {_cluster.ProvisioningState ?? "unknown"}): write it as it is, so that AKS applies its "
            + $"settings again ({WriteProtection.IfMatch})";

    /// <inheritdoc/>
    public override async Task<Cluster> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Cluster(
            await context.StoreFor(Activity, UsualDuration).ReconcileAsync(Id, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.StartWriteAsync(Id, _cluster.Document, _cluster.Document, mustBeNew: false, cancellationToken);
}

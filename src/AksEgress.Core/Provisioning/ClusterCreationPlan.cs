using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Provisioning;

/// <summary>A planned creation of a cluster, with the findings of the pre-flight check.</summary>
public sealed class ClusterCreationPlan : WritePlan<Cluster>
{
    internal ClusterCreationPlan(CreationPlan<Cluster> creation, ClusterRequest request, IReadOnlyList<Finding> findings)
        : base(creation.Id)
    {
        Creation = creation;
        Request = request;
        Findings = findings;
    }

    /// <inheritdoc/>
    public override ChangeKind Kind => Creation.Kind;

    /// <inheritdoc/>
    internal override IReadOnlyList<Finding> Findings { get; }

    /// <summary>The outbound type of the cluster.</summary>
    public string OutboundType => Request.Outbound.OutboundType;

    /// <summary>The region.</summary>
    public string? Location => Creation.Document.Root.Text("location");

    /// <inheritdoc/>
    internal override TimeSpan? UsualDuration => Operations.UsualDuration.CreateCluster.Median;

    /// <inheritdoc/>
    internal override string Operation => "create";

    internal CreationPlan<Cluster> Creation { get; }

    internal ClusterRequest Request { get; }

    /// <inheritdoc/>
    internal override ExpectedState Expected => Creation.Expected;

    /// <inheritdoc/>
    public override string Describe() =>
        $"Create cluster '{Id.Name}' in resource group '{Id.ResourceGroupName}' ({Location}), with outbound type {OutboundType}; "
            + $"{Operations.UsualDuration.CreateCluster}";

    /// <inheritdoc/>
    public override void RequireReady() => PreflightChecks.RequireNoErrors(Findings, Id.Text, Id.Name, OutboundType);

    /// <inheritdoc/>
    public override async Task<Cluster> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Cluster(await Creation.RunAsync(context.StoreFor(Activity, UsualDuration), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        Creation.SendAsync(store, cancellationToken);
}

using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Topologies;

/// <summary>The cluster. It is created last, when its egress resources exist.</summary>
/// <param name="name">The part's name.</param>
/// <param name="id">The cluster.</param>
/// <param name="usual">How long the creation takes.</param>
/// <param name="needs">The parts before it.</param>
/// <param name="location">The region; null for that of the resource group.</param>
/// <param name="request">
/// Reads the values that are known only at this point, such as the egress IP address, and returns the request for the cluster.
/// </param>
internal sealed class ClusterPart(
    string name,
    ArmResourceId id,
    TimeSpan usual,
    IReadOnlyList<string> needs,
    string? location,
    Func<ResourceStore, CancellationToken, Task<ClusterRequest>> request)
    : TopologyPart(name, id, usual, needs)
{
    /// <inheritdoc/>
    public override async Task<PartState> EnsureAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        var wanted = await request(store, cancellationToken).ConfigureAwait(false);
        var settled = await store.SettleAsync(Id, cancellationToken).ConfigureAwait(false);
        if (settled is null && await CreateAsync(store, owner, wanted, cancellationToken).ConfigureAwait(false))
        {
            return PartState.Missing;
        }

        // Another run sent its PUT first: wait for its cluster.
        settled ??= await store.SettleAsync(Id, cancellationToken).ConfigureAwait(false) ?? throw ResourceStore.NotFound(Id);
        owner.Require(Id, settled);
        var cluster = new Cluster(settled);
        if (cluster.OutboundType != wanted.Outbound.OutboundType)
        {
            throw EgressErrors.TopologyDiffers(Id.Name, cluster.OutboundType, wanted.Outbound.OutboundType, Id.Text);
        }

        if (settled.IsUnfinished)
        {
            await store.WriteAsync(Id, settled, settled, mustBeNew: false, cancellationToken).ConfigureAwait(false);
            return PartState.Failed;
        }

        return PartState.Present;
    }

    /// <summary>Starts the creation and doesn't wait.</summary>
    /// <returns>The operation; null if the cluster exists by now.</returns>
    /// <exception cref="EgressException">PreflightFailed, TenantUnknown, and those of the creation.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<EgressOperation?> StartAsync(PlanContext context, TopologyOwner owner, CancellationToken cancellationToken)
    {
        var wanted = await request(context.Store, cancellationToken).ConfigureAwait(false);
        try
        {
            var plan = await PlanAsync(context.Store, owner, wanted, cancellationToken).ConfigureAwait(false);
            return await plan.StartAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceExists))
        {
            return null;
        }
    }

    private async Task<ClusterCreationPlan> PlanAsync(
        ResourceStore store, TopologyOwner owner, ClusterRequest wanted, CancellationToken cancellationToken)
    {
        var tags = new Dictionary<string, string>(owner.Tags) { [TopologyNames.Tag] = owner.Name };
        var target = new NewResource(Id) { Location = location, Tags = tags };
        var plan = await ClusterCreation.PlanAsync(store, target, wanted, cancellationToken).ConfigureAwait(false);
        plan.RequireReady();
        return plan;
    }

    private async Task<bool> CreateAsync(
        ResourceStore store, TopologyOwner owner, ClusterRequest wanted, CancellationToken cancellationToken)
    {
        try
        {
            var plan = await PlanAsync(store, owner, wanted, cancellationToken).ConfigureAwait(false);
            await plan.Creation.RunAsync(store, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceExists))
        {
            return false;
        }
    }
}

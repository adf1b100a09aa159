using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NodePools;

/// <summary>A pool with the image that it has and the newest one for it.</summary>
/// <param name="Id">The pool.</param>
/// <param name="Current">The nodes' image; null where ARM does not say.</param>
/// <param name="Latest">The newest image; null where ARM does not say.</param>
public sealed record NodeImageState(ArmResourceId Id, string? Current, string? Latest)
{
    /// <summary>True when ARM says that the nodes have the newest image already.</summary>
    public bool IsNewest => Latest is not null && string.Equals(Current, Latest, StringComparison.OrdinalIgnoreCase);

    /// <summary>The sentence for ShouldProcess.</summary>
    public string Describe() =>
        $"Replace the nodes of pool '{Id.Name}' of cluster '{Id.Parent!.Name}', one after another, by nodes of image {Latest ?? "(the newest)"} (now {Current ?? "unknown"}); what runs on them moves";
}

/// <summary>
/// Gives nodes the newest image, pool after pool, so that what runs moves from one at a time (AKS would take them side by side). It is also what nodes
/// need after a change of the outbound type (learn.microsoft.com/azure/aks/node-disruption-policy).
/// </summary>
public sealed class NodeImageUpdate
{
    private const string Action = "upgradeNodeImageVersion";
    private readonly ResourceStore store;
    private readonly TimeProvider clock;

    /// <summary>Works through a store.</summary>
    public NodeImageUpdate(ResourceStore store, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Looks at a cluster's pools.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="isWanted">Which pools, by name.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound.</exception>
    public async Task<IReadOnlyList<NodeImageState>> ReadAsync(ArmResourceId cluster, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(isWanted);
        var document = await store.ReadAsync(cluster, cancellationToken).ConfigureAwait(false);
        var pools = document.Root.Items("properties", "agentPoolProfiles").Where(pool => isWanted(pool.Text("name") ?? string.Empty)).ToList();
        return await Task.WhenAll(pools.Select(async pool =>
        {
            var id = cluster.Child("agentPools", pool.Text("name") ?? string.Empty);
            var profile = await store.TryReadAsync(id.Child("upgradeProfiles", "default"), cancellationToken).ConfigureAwait(false);
            return new NodeImageState(id, pool.Text("nodeImageVersion"), profile?.Root.Text("properties", "latestNodeImageVersion"));
        })).ConfigureAwait(false);
    }

    /// <summary>Replaces a pool's nodes and waits.</summary>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public async Task<NodePool> RunAsync(ArmResourceId pool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var response = await store.StartActionAsync(pool, Action, null, cancellationToken).ConfigureAwait(false);
        await store.FinishAsync(pool, response, cancellationToken).ConfigureAwait(false);
        return new NodePool(await store.ReadAsync(pool, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Replaces a pool's nodes and does not wait.</summary>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<EgressOperation> StartAsync(ArmResourceId pool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var origin = await store.OriginAsync(pool.SubscriptionId, cancellationToken).ConfigureAwait(false);
        var startedAt = clock.GetUtcNow();
        var response = await store.StartActionAsync(pool, Action, null, cancellationToken).ConfigureAwait(false);
        return EgressOperation.Of(
            origin, pool, "update node image", startedAt, response, new ExpectedState(OperationKind.Action, null, []));
    }
}

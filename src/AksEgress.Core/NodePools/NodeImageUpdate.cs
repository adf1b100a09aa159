using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NodePools;

/// <summary>
/// Updates node pools to the latest image, one after another, so pods move from one pool at a time (AKS would update all pools in
/// parallel). Nodes also require it after a change of the outbound type (learn.microsoft.com/azure/aks/node-disruption-policy). AKS skips
/// an update to the same image without an error (Azure/azure-cli#25809, Azure/azure-cli-extensions#5989), and the stable API doesn't show
/// the age of nodes, so only a new image proves that nodes were replaced.
/// </summary>
public static class NodeImageUpdate
{
    private const string Action = "upgradeNodeImageVersion";

    /// <summary>Plans the update of a cluster's node pools. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="isWanted">Selects node pools by name.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound.</exception>
    public static async Task<IReadOnlyList<NodeImagePlan>> PlanAsync(
        ResourceStore store, ArmResourceId cluster, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(isWanted);
        var document = await store.ReadAsync(cluster, cancellationToken).ConfigureAwait(false);
        var pools = document
            .Root.Items("properties", "agentPoolProfiles")
            .Where(pool => isWanted(pool.Text("name") ?? string.Empty))
            .ToList();
        return await Task.WhenAll(pools.Select(async pool =>
        {
            var id = cluster.Child("agentPools", pool.Text("name") ?? string.Empty);
            var profile = await store.TryReadAsync(id.Child("upgradeProfiles", "default"), cancellationToken).ConfigureAwait(false);
            return new NodeImagePlan(id, pool.Text("nodeImageVersion"), profile?.Root.Text("properties", "latestNodeImageVersion"));
        })).ConfigureAwait(false);
    }

    /// <summary>Replaces the nodes of a node pool, and waits.</summary>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    internal static async Task<NodePool> RunAsync(ResourceStore store, ArmResourceId pool, CancellationToken cancellationToken)
    {
        var response = await SendAsync(store, pool, cancellationToken).ConfigureAwait(false);
        await store.FinishAsync(pool, response, cancellationToken).ConfigureAwait(false);
        return new NodePool(await store.ReadAsync(pool, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Replaces the nodes of a node pool, waits, and compares the images: true if the image changed, so the nodes were replaced; null if
    /// it's unknown, because the image is the same.
    /// </summary>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    internal static async Task<bool?> VerifyAsync(ResourceStore store, ArmResourceId pool, CancellationToken cancellationToken)
    {
        var before = new NodePool(await store.ReadAsync(pool, cancellationToken).ConfigureAwait(false)).NodeImageVersion;
        var after = (await RunAsync(store, pool, cancellationToken).ConfigureAwait(false)).NodeImageVersion;
        return IsReplaced(before, after);
    }

    /// <summary>True if the image changed; null if that's unknown or if the image is the same.</summary>
    internal static bool? IsReplaced(string? before, string? after) =>
        before is not null && after is not null && !before.Equals(after, StringComparison.OrdinalIgnoreCase) ? true : null;

    /// <summary>Starts to replace the nodes of a node pool.</summary>
    /// <exception cref="ArmException">ARM refused.</exception>
    internal static Task<ArmResponse> SendAsync(ResourceStore store, ArmResourceId pool, CancellationToken cancellationToken) =>
        store.StartActionAsync(pool, Action, null, cancellationToken);
}

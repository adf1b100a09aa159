using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NodePools;

/// <summary>What stands against removing a pool.</summary>
public static class NodePoolRemoval
{
    /// <summary>Refuses to remove the last system pool: a cluster cannot be without one.</summary>
    /// <exception cref="EgressException">LastSystemPool.</exception>
    public static async Task RequireRemovableAsync(ResourceStore store, NodePool pool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(pool);
        var cluster = new Cluster(await store.ReadAsync(pool.ResourceId.Parent!, cancellationToken).ConfigureAwait(false));
        if (pool.Mode == "System" && cluster.AgentPools.Count(other => other.Mode == "System") == 1)
        {
            throw new EgressException(EgressErrors.LastSystemPool, pool.Id, pool.Name, cluster.Name, cluster.ResourceGroupName);
        }
    }
}

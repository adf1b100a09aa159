using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.NodePools;

/// <summary>Removes a node pool with its nodes.</summary>
public static class NodePoolRemoval
{
    /// <summary>Plans the removal, and rejects it for the last system node pool. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The pool.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound, LastSystemPool.</exception>
    public static async Task<RemovalPlan> PlanAsync(ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pool = new NodePool(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        var cluster = new Cluster(await store.ReadAsync(pool.ParsedId.Parent!, cancellationToken).ConfigureAwait(false));
        if (pool.Mode == "System" && cluster.AgentPools.Count(other => other.Mode == "System") == 1)
        {
            throw EgressErrors.LastSystemPool(pool.Name, cluster.Name, cluster.ResourceGroupName, pool.Id);
        }

        return new RemovalPlan(pool, []);
    }
}

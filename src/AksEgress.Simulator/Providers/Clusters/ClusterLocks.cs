using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// The locks of operations, and the conditions of requests. A cluster's operation also locks its pools. A pool's operation locks
/// the pool and the cluster, but not the other pools, because AKS changes pools concurrently (Azure/AKS#1913).
/// </summary>
internal static class ClusterLocks
{
    /// <summary>The lock key of an operation on a pool.</summary>
    public static string PoolKey(Resource cluster, string pool) => $"{cluster.Key}/{Pools.Segment}/{pool}".ToLowerInvariant();

    /// <summary>The operation in progress on a cluster or else on one of its pools; null if there is none.</summary>
    public static Operation? Active(SimulatedWorld world, Resource cluster) => world.Operations.Active(cluster.Key)
        ?? cluster
            .Document.Object("properties")
            .Array("agentPoolProfiles")
            .Objects()
            .Select(pool => world.Operations.Active(PoolKey(cluster, pool.Text("name") ?? "")))
            .FirstOrDefault(static active => active is not null);

    /// <summary>The operation in progress on a cluster or else on the given pool.</summary>
    public static Operation? Active(SimulatedWorld world, Resource cluster, string pool) =>
        world.Operations.Active(cluster.Key) ?? world.Operations.Active(PoolKey(cluster, pool));

    /// <summary>Refuses a change of a cluster while an operation on it or a pool is in progress.</summary>
    /// <exception cref="RefusalException">409 OperationNotAllowed.</exception>
    public static void Check(SimulatedWorld world, Resource cluster) => Check(cluster, Active(world, cluster));

    /// <summary>
    /// Refuses a change of a pool while an operation on it or its cluster is in progress, and while the cluster is stopped.
    /// </summary>
    /// <exception cref="RefusalException">409 OperationNotAllowed; 400 with the same code for a stopped cluster.</exception>
    public static void CheckPool(SimulatedWorld world, Resource cluster, string pool)
    {
        Check(cluster, Active(world, cluster, pool));
        if (ResourceId.Is(cluster.Properties.Object("powerState").Text("code"), "Stopped"))
        {
            throw ClusterErrors.Stopped(cluster.Properties.Text("provisioningState"));
        }
    }

    /// <summary>Checks a request's conditions against an eTag.</summary>
    /// <exception cref="RefusalException">412, or 400 if both conditions are specified.</exception>
    public static void CheckConditions(IncomingRequest request, string? etag)
    {
        if (request.IfMatch is { Length: > 0 } && request.IfNoneMatch is { Length: > 0 })
        {
            // Documented (use-etags): both together are refused. The text isn't recorded.
            throw ClusterErrors.BadRequest("BadRequest", "If-Match and If-None-Match can't be used together.");
        }

        if (request.IfMatch is { Length: > 0 } wanted && (wanted == "*" ? etag is null : !ETags.Same(wanted, etag)))
        {
            throw ClusterErrors.PreconditionFailed(
                $"Etag provided in if-match header {RequestErrors.Shorten(wanted)} does not match etag {etag ?? "<none>"} of resource.");
        }

        if (request.IfNoneMatch == "*" && etag is not null)
        {
            throw ClusterErrors.PreconditionFailed("The resource exists already, but if-none-match * was given.");
        }
    }

    private static void Check(Resource cluster, Operation? active)
    {
        if (active is null)
        {
            return;
        }

        var target = ResourceId.TryParse(active.TargetId);
        if (target is { IsNested: true })
        {
            var pool = Pools.Find(cluster, target.Name);
            throw ClusterErrors.InProgress($"agentpool operation ({target.Name} - {pool.Text("provisioningState") ?? "Updating"})");
        }

        throw ClusterErrors.InProgress($"operation ({cluster.Properties.Text("provisioningState")})");
    }
}

using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// What operations hold, and the conditions of requests. A cluster's operation holds its pools too; a pool's holds the pool
/// and the cluster, but not the other pools: AKS works on those side by side (Azure/AKS#1913).
/// </summary>
internal static class ClusterLocks
{
    /// <summary>The key that an operation on a pool holds.</summary>
    public static string PoolKey(Resource cluster, string pool) => $"{cluster.Key}/{Pools.Segment}/{pool}".ToLowerInvariant();

    /// <summary>The operation under way on a cluster or, when there is none, on one of its pools; null when there is none either.</summary>
    public static Operation? Active(SimulatedWorld world, Resource cluster) => world.Operations.Active(cluster.Key)
        ?? cluster
            .Document.Object("properties")
            .Array("agentPoolProfiles")
            .Objects()
            .Select(pool => world.Operations.Active(PoolKey(cluster, pool.Text("name") ?? "")))
            .FirstOrDefault(static active => active is not null);

    /// <summary>The operation under way on a cluster or, when there is none, on that one of its pools.</summary>
    public static Operation? Active(SimulatedWorld world, Resource cluster, string pool) =>
        world.Operations.Active(cluster.Key) ?? world.Operations.Active(PoolKey(cluster, pool));

    /// <summary>Refuses a change of a cluster while an operation on it or a pool is under way.</summary>
    /// <exception cref="RefusalException">409 OperationNotAllowed.</exception>
    public static void Check(SimulatedWorld world, Resource cluster) => Check(cluster, Active(world, cluster));

    /// <summary>
    /// Refuses a change of a pool while an operation on it or its cluster is under way, and while the cluster is stopped.
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

    /// <summary>Holds a request's conditions against an eTag.</summary>
    /// <exception cref="RefusalException">412, or 400 when both conditions are given.</exception>
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

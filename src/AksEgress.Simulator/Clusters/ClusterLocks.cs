using System.Text.Json.Nodes;
using AksEgress.Simulator.Arm;

namespace AksEgress.Simulator.Clusters;

/// <summary>One operation at a time on a cluster and its pools, and the conditions of requests.</summary>
internal static class ClusterLocks
{
    /// <summary>Refuses a request while another operation is under way.</summary>
    /// <exception cref="ArmException">409 OperationNotAllowed.</exception>
    public static void Check(World world, Resource cluster)
    {
        if (world.Operations.Active(cluster.Key) is not { } active)
        {
            return;
        }

        ResourceId? target = ResourceId.TryParse(active.TargetId);
        if (target is { IsNested: true })
        {
            JsonObject? pool = Pools.Find(cluster, target.Name);
            throw ClusterErrors.InProgress($"agentpool operation ({target.Name} - {pool.Text("provisioningState") ?? "Updating"})");
        }

        throw ClusterErrors.InProgress($"operation ({cluster.Properties.Text("provisioningState")})");
    }

    /// <summary>Holds a request's conditions against an eTag.</summary>
    /// <exception cref="ArmException">412, or 400 when both conditions are given.</exception>
    public static void CheckConditions(ArmRequest request, string? etag)
    {
        if (request.IfMatch is { Length: > 0 } && request.IfNoneMatch is { Length: > 0 })
        {
            // Documented (use-etags): both together are refused. The text isn't recorded.
            throw ClusterErrors.BadRequest("BadRequest", "If-Match and If-None-Match can't be used together.");
        }

        if (request.IfMatch is { Length: > 0 } wanted && (wanted == "*" ? etag is null : !ETags.Same(wanted, etag)))
        {
            throw ClusterErrors.PreconditionFailed($"Etag provided in if-match header {ArmErrors.Shorten(wanted)} does not match etag {etag ?? "<none>"} of resource.");
        }

        if (request.IfNoneMatch == "*" && etag is not null)
        {
            throw ClusterErrors.PreconditionFailed("The resource exists already, but if-none-match * was given.");
        }
    }
}

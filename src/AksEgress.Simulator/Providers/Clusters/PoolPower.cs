using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// Stops and starts a pool: a PUT with another powerState.code. A stopped pool has no nodes and later gets the same number back, as
/// recorded. The simulator stores the number below the cluster, where ARM doesn't show it, so that it is part of the state.
/// </summary>
internal static class PoolPower
{
    /// <summary>The segment below a cluster that contains the numbers.</summary>
    public const string Segment = "simulatedStoppedPools";

    private const string Stopping = "Stopping";
    private const string Starting = "Starting";

    /// <summary>Starts a stop or a start if a pool's document requests one.</summary>
    /// <returns>The action that determines the duration; null if it is neither.</returns>
    public static string? Begin(SimulatedWorld world, Resource cluster, JsonObject pool, JsonObject? before)
    {
        if (before is null || IsStopped(pool) == IsStopped(before))
        {
            return null;
        }

        if (IsStopped(pool))
        {
            // Reads return the nodes until they are gone.
            pool["count"] = before["count"]?.DeepClone();
            pool["provisioningState"] = Stopping;
            return "stopAgentPool";
        }

        // Clients send the count of zero that they read. It means the former count.
        if (pool.Number("count") is null or 0 && world.Store.FindId(Id(cluster, pool.Text("name")!))?.Properties["count"] is { } count)
        {
            pool["count"] = count.DeepClone();
        }

        pool["provisioningState"] = Starting;
        return "startAgentPool";
    }

    /// <summary>A pool as responses to a change show it: a stopping pool already has no nodes.</summary>
    public static JsonObject Announced(JsonObject pool)
    {
        if (pool.Text("provisioningState") != Stopping)
        {
            return pool;
        }

        var meant = pool.Copy();
        meant["count"] = 0;
        return meant;
    }

    /// <summary>Ends a stop or a start.</summary>
    public static void End(SimulatedWorld world, Resource cluster, JsonObject pool)
    {
        var name = pool.Text("name")!;
        if (pool.Text("provisioningState") == Stopping)
        {
            var id = Id(cluster, name);
            var path = ResourceId.TryParse(id)!;
            world.Put(path, id, new JsonObject
            {
                ["id"] = id,
                ["name"] = path.Name,
                ["type"] = path.Type,
                ["properties"] = new JsonObject { ["count"] = pool["count"]?.DeepClone() }
            });
            pool["count"] = 0;
        }
        else if (pool.Text("provisioningState") == Starting)
        {
            Forget(world, cluster, name);
        }
    }

    /// <summary>Ends a stop or a start that was canceled or failed: the pool is restored, as recorded for a stop.</summary>
    public static void Undo(JsonObject pool)
    {
        if (pool.Text("provisioningState") == Stopping)
        {
            pool["powerState"] = new JsonObject { ["code"] = "Running" };
        }
        else if (pool.Text("provisioningState") == Starting)
        {
            pool["powerState"] = new JsonObject { ["code"] = "Stopped" };
            pool["count"] = 0;
        }
    }

    /// <summary>Removes the stored number of a pool's nodes.</summary>
    public static void Forget(SimulatedWorld world, Resource cluster, string name)
    {
        if (world.Store.FindId(Id(cluster, name)) is { } kept)
        {
            world.Remove(kept);
        }
    }

    private static bool IsStopped(JsonObject pool) => ResourceId.Is(pool.Object("powerState").Text("code"), "Stopped");

    private static string Id(Resource cluster, string name) => $"{cluster.Id}/{Segment}/{name}";
}

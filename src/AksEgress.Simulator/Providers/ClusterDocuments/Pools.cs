using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.ClusterDocuments;

/// <summary>The agent pools within their cluster's document.</summary>
internal static class Pools
{
    /// <summary>The type segment below a cluster.</summary>
    public const string Segment = "agentPools";

    /// <summary>The pool with a name, or null.</summary>
    public static JsonObject? Find(Resource cluster, string name) =>
        cluster
            .Document.Object("properties")
            .Array("agentPoolProfiles")
            .Objects()
            .FirstOrDefault(pool => ResourceId.Is(pool.Text("name"), name));

    /// <summary>Replaces the pool with the same name, or appends a new one.</summary>
    public static void Put(Resource cluster, JsonObject pool)
    {
        var pools = cluster.Properties.Array("agentPoolProfiles") ?? [];
        if (pools.Parent is null)
        {
            cluster.Properties["agentPoolProfiles"] = pools;
        }

        for (var index = 0; index < pools.Count; index++)
        {
            if (pools[index] is JsonObject old && ResourceId.Is(old.Text("name"), pool.Text("name")))
            {
                pools[index] = pool;
                return;
            }
        }

        pools.Add(pool);
    }
}

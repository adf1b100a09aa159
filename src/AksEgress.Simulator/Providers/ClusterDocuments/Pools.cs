using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.ClusterDocuments;

/// <summary>Pools within their cluster's document.</summary>
internal static class Pools
{
    /// <summary>The type's segment below a cluster.</summary>
    public const string Segment = "agentPools";

    /// <summary>The pool with that name, or null.</summary>
    public static JsonObject? Find(Resource cluster, string name) =>
        cluster
            .Document.Object("properties")
            .Array("agentPoolProfiles")
            .Objects()
            .FirstOrDefault(pool => ResourceId.Is(pool.Text("name"), name));

    /// <summary>Puts a pool in the place of the one with its name, or behind the others.</summary>
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

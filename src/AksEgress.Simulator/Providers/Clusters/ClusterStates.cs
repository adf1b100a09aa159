using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>The provisioningState and powerState of clusters and their pools.</summary>
internal static class ClusterStates
{
    /// <summary>The state of a cluster during a PUT: Upgrading, Scaling (as recorded for another node count), or Updating.</summary>
    public static string Of(JsonObject properties, JsonObject before)
    {
        if (properties.Text("kubernetesVersion") != before.Text("kubernetesVersion"))
        {
            return "Upgrading";
        }

        return properties.Array("agentPoolProfiles").Objects().Any(pool =>
            before
                .Array("agentPoolProfiles")
                .Objects()
                .Any(old => old.Text("name") == pool.Text("name") && old.Number("count") != pool.Number("count")))
            ? "Scaling" : "Updating";
    }

    /// <summary>Sets the state of a cluster and all its pools.</summary>
    public static void Set(JsonObject properties, string state, JsonObject? before = null)
    {
        properties["provisioningState"] = state;
        if (before is null || !properties.ContainsKey("powerState"))
        {
            properties.Default("powerState", new JsonObject { ["code"] = "Running" });
        }

        foreach (var pool in properties.Array("agentPoolProfiles").Objects())
        {
            pool["provisioningState"] = state;
        }
    }

    /// <summary>Gives a cluster a new eTag, and its pools too if the change affected the cluster itself.</summary>
    public static void RenewETags(SimulatedWorld world, JsonObject document, bool pools)
    {
        document["eTag"] = world.Ids.NextGuid().ToString();
        foreach (var pool in pools ? document.Object("properties").Array("agentPoolProfiles").Objects() : [])
        {
            pool["eTag"] = world.Ids.NextGuid().ToString();
        }
    }
}

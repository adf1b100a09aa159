using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>A cluster in the form of an api-version. The simulator stores the form of the newest one.</summary>
internal static class ClusterView
{
    private const string ClusterType = "Microsoft.ContainerService/managedClusters";
    private const string PoolType = ClusterType + "/agentPools";

    /// <summary>The cluster in UTF-8.</summary>
    public static byte[] Bytes(SimulatedWorld world, Resource cluster, string apiVersion) =>
        world.History.IsCurrent(ClusterType, apiVersion)
            ? cluster.Bytes
            : Json.Bytes(world.History.Show(ClusterType, cluster.Document.Copy(), apiVersion));

    /// <summary>The cluster in a list, in UTF-8.</summary>
    public static byte[] Listed(SimulatedWorld world, Resource cluster, string apiVersion)
    {
        if (!PrivateLink.IsPrivate(cluster.Properties))
        {
            return Bytes(world, cluster, apiVersion);
        }

        var document = cluster.Document.Copy();
        PrivateLink.Begin(
            document.Object("properties")!,
            cluster.Path!.Subscription,
            cluster.Location,
            document.Object("properties").Text("provisioningState") != "Creating");
        return Json.Bytes(
            world.History.IsCurrent(ClusterType, apiVersion) ? document : world.History.Show(ClusterType, document, apiVersion));
    }

    /// <summary>A pool as a resource of its own.</summary>
    public static JsonObject Pool(SimulatedWorld world, Resource cluster, JsonObject pool, string apiVersion)
    {
        var shown = pool.Copy();
        if (!world.History.IsCurrent(PoolType, apiVersion))
        {
            shown = world.History.Show(PoolType, shown, apiVersion);
        }

        return AgentPoolDocument.AsChild(cluster.Id, shown);
    }
}

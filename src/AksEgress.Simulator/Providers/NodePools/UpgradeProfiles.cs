using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NodePools;

/// <summary>GET agentPools/{pool}/upgradeProfiles/default: the newest image.</summary>
internal static class UpgradeProfiles
{
    /// <summary>Answers the request for one pool.</summary>
    /// <exception cref="RefusalException">404: the cluster, the pool, or a profile other than default doesn't exist.</exception>
    public static ArmAnswer Answer(SimulatedWorld world, ResourceId id)
    {
        var pool = id.IsResource ? id.Parent() : throw RequestErrors.UnknownPath(id.ToPath());
        var cluster = world.Store.Find(pool.Parent().Key) ?? throw RequestErrors.ParentNotFound(pool, "read");
        var document = Pools.Find(cluster, pool.Name) ?? throw ClusterErrors.PoolNotFound(pool.Name);
        if (!ResourceId.Is(id.Name, "default"))
        {
            throw RequestErrors.ResourceNotFound(id);
        }

        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject
        {
            ["id"] = $"{cluster.Id}/agentPools/{document.Text("name")}/upgradeProfiles/default",
            ["name"] = "default",
            ["type"] = "Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles",
            ["properties"] = new JsonObject
            {
                ["kubernetesVersion"] = document.Text("currentOrchestratorVersion"),
                ["osType"] = document.Text("osType"),
                ["latestNodeImageVersion"] = NodeImages.Of(document, newer: true),
            },
        });
    }
}

using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NodePools;

/// <summary>GET agentPools/{pool}/upgradeProfiles/default: which image is the newest.</summary>
internal static class UpgradeProfiles
{
    /// <summary>Answers for one pool.</summary>
    /// <exception cref="RefusalException">404: no cluster, no pool, or another profile than default.</exception>
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

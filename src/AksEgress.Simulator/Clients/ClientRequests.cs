using AksEgress.Simulator.Clients.Clusters;
using AksEgress.Simulator.Clients.Networks;
using AksEgress.Simulator.Clients.VirtualMachines;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients;

/// <summary>
/// Requests to resource providers that only other clients than this module send, such as the Azure CLI. All of them are reads.
/// </summary>
internal sealed class ClientRequests(SimulatedWorld world, Func<int> pageSize)
{
    /// <summary>Answers a request; null if the resource provider itself answers it.</summary>
    public ArmAnswer? TryAnswer(IncomingRequest request, ResourceId id) =>
        ResourceId.Is(id.Namespace, "Microsoft.Compute") ? TryAnswerCompute(request, id)
        : request.Method != "GET" || id.Types.Length != 2 ? null
        : ResourceId.Is(id.Namespace, "Microsoft.Network") ? TryAnswerNetwork(request, id)
        : ResourceId.Is(id.Namespace, "Microsoft.ContainerService") ? TryAnswerCluster(id)
        : null;

    private ArmAnswer? TryAnswerCompute(IncomingRequest request, ResourceId id)
    {
        if (id.Group is not null || id.Types is not ["skus"])
        {
            return null;
        }

        return request.Method == "GET"
            ? VirtualMachineSkus.Answer(request, pageSize())
            : throw RequestErrors.MethodNotAllowed(request.Method);
    }

    private ArmAnswer? TryAnswerNetwork(IncomingRequest request, ResourceId id)
    {
        if (id.IsResource)
        {
            return null;
        }

        if (id.Group is null && ResourceId.Is(id.Types[0], "locations") && ResourceId.Is(id.Types[1], "usages"))
        {
            return Usages.Answer(world, id);
        }

        if (ResourceId.Is(id.Types[0], "virtualNetworks") && ResourceId.Is(id.Types[1], AddressAvailability.Segment))
        {
            Scopes.CheckGroup(world, id);
            return AddressAvailability.Answer(world, request, id);
        }

        return null;
    }

    private ArmAnswer? TryAnswerCluster(ResourceId id)
    {
        Scopes.CheckGroup(world, id);
        if (ResourceId.Is(id.Types[0], "locations") && id.Names.Length == 1)
        {
            return ResourceId.Is(id.Types[1], KubernetesVersions.Versions) ? KubernetesVersions.List()
                : ResourceId.Is(id.Types[1], KubernetesVersions.Orchestrators) ? KubernetesVersions.OrchestratorList(id)
                : null;
        }

        return ResourceId.Is(id.Types[0], "managedClusters")
            && id.IsResource
            && ResourceId.Is(id.Types[1], KubernetesVersions.UpgradeProfiles)
            && ResourceId.Is(id.Name, "default")
            ? KubernetesVersions.UpgradeProfile(world.Store.Find(id.Parent().Key) ?? throw RequestErrors.ResourceNotFound(id.Parent()))
            : null;
    }
}

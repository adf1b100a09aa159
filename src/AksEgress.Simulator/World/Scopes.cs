using System.Net;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>Checks the scope of a resource.</summary>
internal static class Scopes
{
    /// <summary>The resource group of a path, or null when the path has none.</summary>
    /// <exception cref="RefusalException">404 ResourceGroupNotFound; 409 if the group is being deleted.</exception>
    public static Resource? CheckGroup(SimulatedWorld world, ResourceId id, bool writing = false)
    {
        if (id.Group is not { } name)
        {
            return null;
        }

        var group = world.Store.FindGroup(id.Subscription, name) ?? throw RequestErrors.GroupNotFound(name);
        if (writing && group.Document.Object("properties").Text("provisioningState") == "Deleting")
        {
            throw new RefusalException(HttpStatusCode.Conflict, "ResourceGroupBeingDeleted",
                $"The resource group '{name}' is in deprovisioning state and cannot perform this operation.");
        }

        return group;
    }
}

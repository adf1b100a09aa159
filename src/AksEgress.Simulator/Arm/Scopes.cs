using System.Net;

namespace AksEgress.Simulator.Arm;

/// <summary>Checks of what a resource is in.</summary>
internal static class Scopes
{
    /// <summary>The resource group of a path, or null when the path has none.</summary>
    /// <exception cref="ArmException">404 ResourceGroupNotFound; 409 when the group is being deleted.</exception>
    public static Resource? CheckGroup(World world, ResourceId id, bool writing = false)
    {
        if (id.Group is not { } name)
        {
            return null;
        }

        Resource group = world.Store.FindGroup(id.Subscription, name) ?? throw ArmErrors.GroupNotFound(name);
        if (writing && group.Document.Object("properties").Text("provisioningState") == "Deleting")
        {
            throw new ArmException(HttpStatusCode.Conflict, "ResourceGroupBeingDeleted",
                $"The resource group '{name}' is in deprovisioning state and cannot perform this operation.");
        }

        return group;
    }
}

using System.Net;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.ResourceGroups;

/// <summary>Deletes a resource group with its content.</summary>
internal static class GroupContents
{
    /// <summary>Deletes a group, and the node resource groups of its clusters.</summary>
    /// <exception cref="RefusalException">
    /// 409: a resource outside still uses a resource in the group. The group stays, as ARM rolls back.
    /// </exception>
    public static void Delete(SimulatedWorld world, Resource group)
    {
        List<Resource> groups = [group, .. NodeGroups(world, group)];
        HashSet<string> going = [.. groups.SelectMany(one => world.Store.Contents(one.Key))];
        string[] blocked = [.. going
            .Where(key => UsedFromOutside(world, key, groups))
            .Select(key => world.Store.Find(key)!)
            .Select(static one => $"{one.Path!.Type}/{one.Path.Name}")];
        if (blocked.Length > 0)
        {
            group.Properties["provisioningState"] = "Succeeded";
            group.Invalidate();
            throw new RefusalException(HttpStatusCode.Conflict, "ResourceGroupDeletionBlocked",
                $"Deletion of resource group '{group.Document.Text("name")}' failed as resources with identifiers "
                    + $"'{string.Join(',', blocked)}' could not be deleted. The provisioning state of the resource group will be rolled "
                    + "back.");
        }

        foreach (var one in groups)
        {
            Clear(world, one);
        }
    }

    /// <summary>Removes a group and everything in it, without checks.</summary>
    public static void Clear(SimulatedWorld world, Resource group)
    {
        foreach (var key in world.Store.Contents(group.Key).ToArray())
        {
            if (world.Operations.Active(key) is { } operation)
            {
                world.Operations.End(operation, "Canceled", world.Clock.Now);
            }

            world.Remove(world.Store.Find(key)!);
        }

        // Agent pools are in their cluster's document, but have a lock key of their own.
        foreach (var operation in world.Operations.Running.Where(operation =>
            operation.LockKey.StartsWith(group.Key + "/", StringComparison.Ordinal)).ToArray())
        {
            world.Operations.End(operation, "Canceled", world.Clock.Now);
        }

        world.Store.Remove(group.Key);
        world.Dirty = true;
    }

    private static IEnumerable<Resource> NodeGroups(SimulatedWorld world, Resource group)
    {
        foreach (var key in world.Store.Contents(group.Key))
        {
            var document = world.Store.Find(key)!.Document;
            if (ResourceId.Is(document.Text("type"), "Microsoft.ContainerService/managedClusters")
                && document.Object("properties").Text("nodeResourceGroup") is { } name
                && world.Store.FindGroup(group.Id.Split('/')[2], name) is { } nodes && nodes.Key != group.Key)
            {
                yield return nodes;
            }
        }
    }

    // The nodes of a deleted cluster are in its node resource group; they aren't resources of their own here.
    private static bool UsedFromOutside(SimulatedWorld world, string key, List<Resource> groups)
    {
        IEnumerable<Reference> users = world.References.To(key);
        if (world.Store.Find(key) is { Path.TypeName: { } type } network && ResourceId.Is(type, "virtualNetworks"))
        {
            users = network.Document.Object("properties").Array("subnets").Objects()
                .SelectMany(subnet => world.References.To($"{key}/subnets/{subnet.Text("name")?.ToLowerInvariant()}"));
        }

        return users.Any(user => !groups.Exists(group => user.HolderId.StartsWith(group.Id + "/", StringComparison.OrdinalIgnoreCase)));
    }
}

using System.Net;
using AksEgress.Simulator.Providers.LoadBalancers;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>DELETE of Microsoft.Network's resources and inline children.</summary>
internal sealed class NetworkRemover(SimulatedWorld world, LongRunning operations)
{
    /// <summary>Starts to delete; 204 if the resource doesn't exist.</summary>
    public ArmAnswer Delete(IncomingRequest request, ResourceId path)
    {
        Scopes.CheckGroup(world, path);
        if (InlineChild.Find(path.Type) is { } kind)
        {
            return DeleteChild(request, path, kind);
        }

        if (world.Store.Find(path.Key) is not { } resource)
        {
            return new ArmAnswer(HttpStatusCode.NoContent);
        }

        ETags.Check(request, resource.Id, resource.Document.Text("etag"));
        var lockKey = NetworkLocks.KeyOf(path);
        NetworkLocks.Check(world, request, lockKey, path);
        var type = NetworkProvider.TypeOf(path);
        type.CheckDelete(world, resource);
        NetworkLocks.Supersede(world, operations, lockKey);
        if (type.DeletesAtOnce)
        {
            RemoveTree(resource);
            return new ArmAnswer(HttpStatusCode.OK);
        }

        ETags.SetState(resource, "Deleting");
        ETags.Renew(world, resource);
        world.Changed(resource);
        return Accept(request, path, resource.Location, lockKey, type.DeleteSeconds(resource));
    }

    /// <summary>Ends a DELETE.</summary>
    public void Finish(ResourceId path)
    {
        if (InlineChild.Find(path.Type) is not { } kind)
        {
            if (world.Store.Find(path.Key) is { } resource)
            {
                RemoveTree(resource);
            }

            return;
        }

        if (world.Store.Find(path.Parent().Key) is not { } parent || parent.Document.Object("properties").Array(kind.Member) is not { } list
            || list.Objects().FirstOrDefault(child => ResourceId.Is(child.Text("name"), path.Name)) is not { } gone)
        {
            return;
        }

        list.Remove(gone);
        if (ResourceId.Is(parent.Path!.TypeName, "loadBalancers"))
        {
            LoadBalancerType.LinkRules(parent.Properties);
        }

        ETags.Renew(world, parent);
        world.Changed(parent);
    }

    private ArmAnswer DeleteChild(IncomingRequest request, ResourceId path, InlineChild kind)
    {
        if (!kind.Writable)
        {
            throw RequestErrors.MethodNotAllowed(request.Method);
        }

        if (world.Store.Find(path.Parent().Key) is not { } parent)
        {
            return new ArmAnswer(HttpStatusCode.NoContent);
        }

        (_, var child) = NetworkProvider.FindChild(world, path, kind, "delete");
        if (child is null)
        {
            return new ArmAnswer(HttpStatusCode.NoContent);
        }

        ETags.Check(request, child.Text("id") ?? path.ToPath(), child.Text("etag"));
        NetworkLocks.Check(world, request, parent.Key, path);
        NetworkProvider.TypeOf(parent.Path!).CheckDeleteChild(world, parent, kind, child);
        NetworkLocks.Supersede(world, operations, parent.Key);
        child.Ensure("properties")["provisioningState"] = "Deleting";
        ETags.Renew(world, parent);
        world.Changed(parent);
        return Accept(request, path, parent.Location, parent.Key, Durations.Delete(path.Type));
    }

    private ArmAnswer Accept(IncomingRequest request, ResourceId path, string location, string lockKey, double seconds)
    {
        var operation = operations.Start(path, location, OperationEffect.Delete, lockKey, seconds);
        return operations.Announce(new ArmAnswer(HttpStatusCode.Accepted), request, operation, location: true);
    }

    // Children that are stored on their own, such as rule collection groups, are deleted with their parent.
    private void RemoveTree(Resource resource)
    {
        if (resource.Path is { Group: { } group } path)
        {
            var prefix = resource.Key + "/";
            foreach (var key in world
                .Store.Contents(ResourceId.GroupKey(path.Subscription, group))
                .GetViewBetween(prefix, prefix + "\uffff")
                .ToArray())
            {
                if (world.Store.Find(key) is { } child)
                {
                    world.Remove(child);
                }
            }
        }

        world.Remove(resource);
    }
}

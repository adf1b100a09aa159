using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>PUT, PATCH and DELETE of clusters.</summary>
internal sealed class ClusterWriter(SimulatedWorld world, LongRunning operations)
{
    /// <summary>Creates or replaces a cluster.</summary>
    public ArmAnswer Put(IncomingRequest request, ResourceId path)
    {
        var group = Scopes.CheckGroup(world, path, writing: true)!;
        if (path.Name.Length > 63
            || path.Name.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            || !char.IsAsciiLetterOrDigit(path.Name[0])
            || !char.IsAsciiLetterOrDigit(path.Name[^1]))
        {
            throw ClusterErrors.InvalidParameter(
                "The value of parameter resourceName is invalid. Please see https://aka.ms/aks-naming-rules for more details.",
                "resourceName");
        }

        var body = request.Body();
        var existing = world.Store.Find(path.Key);
        var location = CheckLocation(path, body, existing);
        MemberNames.CheckCluster(body, request.ApiVersion!);
        ClusterLocks.CheckConditions(request, existing?.Document.Text("eTag"));
        if (existing is not null)
        {
            ClusterLocks.Check(world, existing);
        }

        var id = existing?.Id
            ?? $"/subscriptions/{path.Subscription}/resourcegroups/{group.Document.Text("name")}/providers/Microsoft.ContainerService/"
                + $"managedClusters/{path.Name}";
        var document = ClusterDocumentBuilder.Build(world, path, id, existing, body, request.ApiVersion!);
        ClusterRules.Check(new ClusterChange(world, existing, document, request.ApiVersion!));

        var cluster = world.Put(path, id, document);
        var operation = operations.Start(path, location, OperationEffect.Write, path.Key,
            existing is null ? Durations.Create(path.Type) : Durations.Update(path.Type));
        ArmAnswer answer = new(
            existing is null ? HttpStatusCode.Created : HttpStatusCode.OK, ClusterView.Bytes(world, cluster, request.ApiVersion!));
        return operations.Announce(answer, request, operation, location: false);
    }

    /// <summary>Changes the tags, the only effect of AKS's PATCH. It takes as long as any other change.</summary>
    public ArmAnswer Patch(IncomingRequest request, ResourceId path)
    {
        var cluster = world.Store.Find(path.Key) ?? throw RequestErrors.ResourceNotFound(path);
        var body = request.Body();
        ClusterLocks.CheckConditions(request, cluster.Document.Text("eTag"));
        ClusterLocks.Check(world, cluster);
        Tags.Replace(cluster, body, path.Type);
        cluster.Document = cluster.Document.Ordered("id", "location", "name", "tags", "type");
        cluster.Properties["provisioningState"] = "Updating";
        ClusterStates.RenewETags(world, cluster.Document, pools: false);
        world.Changed(cluster);
        var operation = operations.Start(path, cluster.Location, OperationEffect.Write, path.Key, Durations.Update(path.Type));
        return operations.Announce(
            new ArmAnswer(HttpStatusCode.OK, ClusterView.Bytes(world, cluster, request.ApiVersion!)), request, operation, location: false);
    }

    /// <summary>Starts to delete; 204 if the cluster doesn't exist.</summary>
    public ArmAnswer Delete(IncomingRequest request, ResourceId path)
    {
        if (world.Store.Find(path.Key) is not { } cluster)
        {
            return new ArmAnswer(HttpStatusCode.NoContent);
        }

        ClusterLocks.CheckConditions(request, cluster.Document.Text("eTag"));
        ClusterLocks.Check(world, cluster);
        ClusterStates.Set(cluster.Properties, "Deleting");
        ClusterStates.RenewETags(world, cluster.Document, pools: true);
        world.Changed(cluster);
        var operation = operations.Start(path, cluster.Location, OperationEffect.Delete, path.Key, Durations.Delete(path.Type));
        return operations.Announce(new ArmAnswer(HttpStatusCode.Accepted), request, operation, location: true);
    }

    /// <summary>Ends a PUT or DELETE.</summary>
    public void Finish(Operation operation, Resource cluster)
    {
        if (operation.Kind == OperationEffect.Delete)
        {
            NodeGroup.Delete(world, cluster);
            RemoveWithChildren(cluster);
            return;
        }

        // The next PUT resumes a failed creation.
        if (cluster.Properties.Text("provisioningState") == "Creating"
            || (!cluster.Properties.ContainsKey("identityProfile") && new NodeResources(world, cluster).Group is null))
        {
            NodeGroup.Create(world, cluster);
            ClusterDocumentBuilder.Reorder(cluster);
        }
        else if (NodeGroup.AddKubeletIdentity(cluster, new NodeResources(world, cluster)))
        {
            // The cluster changed from a service principal to an identity.
            ClusterDocumentBuilder.Reorder(cluster);
        }

        Addons.AddIdentities(world, cluster);
        PrivateLink.End(cluster.Properties, cluster.Id);
        OutboundReconciler.Apply(world, cluster);
        ClusterStates.Set(cluster.Properties, "Succeeded");
        ClusterStates.RenewETags(world, cluster.Document, pools: true);
        world.Changed(cluster);
    }

    /// <summary>Ends an operation that failed: the document contains what was requested, but none of it took effect.</summary>
    public void Fail(Resource cluster)
    {
        ClusterStates.Set(cluster.Properties, "Failed");
        ClusterStates.RenewETags(world, cluster.Document, pools: true);
        world.Changed(cluster);
    }

    private static string CheckLocation(ResourceId path, JsonObject body, Resource? existing)
    {
        if (string.IsNullOrWhiteSpace(body.Text("location")))
        {
            throw RequestErrors.LocationRequired();
        }

        var location = Locations.OfResource(body.Text("location")!, "Microsoft.ContainerService/managedClusters", existing);
        return existing is null || existing.Location == location
            ? location
            : throw RequestErrors.InvalidLocation(path.Name, path.Group ?? "", existing.Location, RequestErrors.Shorten(location));
    }

    private void RemoveWithChildren(Resource cluster)
    {
        var prefix = cluster.Key + "/";
        foreach (var key in world
            .Store.Contents(ResourceId.GroupKey(cluster.Path!.Subscription, cluster.Path.Group!))
            .GetViewBetween(prefix, prefix + "\uffff")
            .ToArray())
        {
            world.Remove(world.Store.Find(key)!);
        }

        world.Remove(cluster);
    }
}

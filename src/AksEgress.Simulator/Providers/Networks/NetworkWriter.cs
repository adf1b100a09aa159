using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.LoadBalancers;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>PUT and PATCH of Microsoft.Network's resources and inline children.</summary>
internal sealed class NetworkWriter(SimulatedWorld world, LongRunning operations)
{
    /// <summary>Creates or replaces a resource.</summary>
    public ArmAnswer Put(IncomingRequest request, ResourceId path)
    {
        var group = Scopes.CheckGroup(world, path, writing: true);
        Names.Check(path.Name);
        if (InlineChild.Find(path.Type) is { } kind)
        {
            return PutChild(request, path, kind);
        }

        if (path.IsNested && world.Store.Find(path.Parent().Key) is null)
        {
            throw RequestErrors.ParentNotFound(path, "write");
        }

        var body = request.Body();
        var existing = world.Store.Find(path.Key);
        var type = NetworkProvider.TypeOf(path);
        CheckLocation(path, body, existing, type);
        ReferenceChecks.CheckForm(body);
        ETags.Check(request, path.ToPath(), existing?.Document.Text("etag"));
        var lockKey = NetworkLocks.KeyOf(path);
        NetworkLocks.Check(world, request, lockKey, path);

        var id = existing?.Id ?? path.With(group?.Document.Text("name"), "Microsoft.Network", TypeSegments(type, path)).ToPath();
        NetworkChange change = new(world, path, id, existing, request.ApiVersion!);
        var document = type.Build(change, body);
        type.Check(change, document);
        ReferenceChecks.CheckTargets(change, document);

        if (existing is not null && Unchanged.Is(existing.Document, document))
        {
            return AnswerUnchanged(
                request, path, existing.Location, new ArmAnswer(HttpStatusCode.OK, NetworkView.Bytes(world, existing, change.ApiVersion)));
        }

        // As recorded for NAT gateways, prefixes, and virtual networks: a PUT that changes the tags only.
        var onlyTags = existing is not null && !ResourceId.Is(path.Types[0], "firewallPolicies")
            && Unchanged.Is(WithoutTags(existing.Document), WithoutTags(document));
        var seconds = type.WriteSeconds(change, document);
        NetworkLocks.Supersede(world, operations, lockKey);
        var resource = world.Put(path, id, document);
        LinkRules(resource);
        Mark(resource);
        if (existing is not null && (onlyTags || type.UpdatesAtOnce(document)))
        {
            // The state is final although the operation still runs, as recorded.
            ETags.SetState(resource, "Succeeded");
        }

        var operation = operations.Start(path, resource.Location, OperationEffect.Write, lockKey, seconds);
        ArmAnswer answer = new(
            existing is null ? HttpStatusCode.Created : HttpStatusCode.OK, NetworkView.Bytes(world, resource, change.ApiVersion));
        return operations.Announce(answer, request, operation, location: false);
    }

    /// <summary>Changes the tags, the only effect of Microsoft.Network's PATCH.</summary>
    public ArmAnswer PatchTags(IncomingRequest request, ResourceId path)
    {
        Scopes.CheckGroup(world, path);
        if (InlineChild.Find(path.Type) is not null)
        {
            throw RequestErrors.MethodNotAllowed(request.Method);
        }

        var resource = world.Store.Find(path.Key) ?? throw RequestErrors.ResourceNotFound(path);
        var body = request.Body();
        ETags.Check(request, resource.Id, resource.Document.Text("etag"));
        Tags.Replace(resource, body, NetworkProvider.TypeOf(path).Type);
        ETags.Renew(world, resource);
        world.Changed(resource);
        return new ArmAnswer(HttpStatusCode.OK, NetworkView.Bytes(world, resource, request.ApiVersion!));
    }

    /// <summary>Ends a PUT.</summary>
    public void Finish(ResourceId path)
    {
        var kind = InlineChild.Find(path.Type);
        if (world.Store.Find(kind is null ? path.Key : path.Parent().Key) is not { } resource)
        {
            return;
        }

        NetworkProvider.TypeOf(resource.Path!).Finish(world, resource);
        ETags.SetState(resource, "Succeeded");
        ETags.Renew(world, resource);
        world.Changed(resource);
        resource.Compact();
    }

    private ArmAnswer PutChild(IncomingRequest request, ResourceId path, InlineChild kind)
    {
        if (!kind.Writable)
        {
            throw RequestErrors.MethodNotAllowed(request.Method);
        }

        (var parent, var before) = NetworkProvider.FindChild(world, path, kind, "write");
        var body = request.Body();
        ReferenceChecks.CheckForm(body);
        ETags.Check(request, path.ToPath(), before.Text("etag"));
        NetworkLocks.Check(world, request, parent.Key, path);

        var type = NetworkProvider.TypeOf(parent.Path!);
        NetworkChange change = new(world, parent.Path!, parent.Id, parent, request.ApiVersion!);
        var child = type.BuildChild(change, kind, path.Name, body, before);

        // The rules check all children together, so they run on a copy of the parent with the new child.
        var proposed = parent.Document.Copy();
        var list = proposed.Ensure("properties").Array(kind.Member) ?? [];
        var index = IndexOf(list, path.Name);
        if (index < 0)
        {
            proposed.Ensure("properties")[kind.Member] = list;
            list.Add(child);
        }
        else
        {
            list[index] = child;
        }

        type.Check(change, proposed);
        ReferenceChecks.CheckTargets(change, proposed);
        if (before is not null && Unchanged.Is(parent.Document, proposed))
        {
            return AnswerUnchanged(
                request, path, parent.Location, ArmAnswer.Of(HttpStatusCode.OK, NetworkView.Child(world, kind, before, change.ApiVersion)));
        }

        NetworkLocks.Supersede(world, operations, parent.Key);
        parent.Document = proposed;
        world.Changed(parent);
        LinkRules(parent);
        ETags.Renew(world, parent);
        world.Changed(parent);
        var operation = operations.Start(path, parent.Location, OperationEffect.Write, parent.Key,
            before is null ? Durations.Create(path.Type) : Durations.Update(path.Type));
        var answer = ArmAnswer.Of(
            before is null ? HttpStatusCode.Created : HttpStatusCode.OK, NetworkView.Child(world, kind, child, change.ApiVersion));
        return operations.Announce(answer, request, operation, location: false);
    }

    // Nothing changes: state and etag stay, and the operation has ended by the first read of it, as recorded.
    private ArmAnswer AnswerUnchanged(IncomingRequest request, ResourceId path, string location, ArmAnswer answer) =>
        operations.Announce(
            answer,
            request,
            operations.Start(path, location, OperationEffect.Action, path.ToPath() + "/unchanged", 0, Unchanged.Action),
            location: false);

    private static JsonObject WithoutTags(JsonObject document)
    {
        var copy = document.Copy();
        copy.Remove("tags");
        return copy;
    }

    private static int IndexOf(JsonArray list, string name)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is JsonObject child && ResourceId.Is(child.Text("name"), name))
            {
                return index;
            }
        }

        return -1;
    }

    private static void CheckLocation(ResourceId path, JsonObject body, Resource? existing, NetworkType type)
    {
        var location = body.Text("location");
        if (string.IsNullOrWhiteSpace(location))
        {
            if (type.NeedsLocation)
            {
                throw RequestErrors.LocationRequired();
            }

            return;
        }

        // Types without rules can have any location; names of DNS zones have "global".
        var wanted = type is GenericNetworkType ? Resource.ShortLocation(location) : Locations.OfResource(location, type.Type, existing);
        if (existing is not null && existing.Location.Length > 0 && existing.Location != wanted)
        {
            throw RequestErrors.InvalidLocation(path.Name, path.Group ?? "", existing.Location, RequestErrors.Shorten(wanted));
        }
    }

    private static string[] TypeSegments(NetworkType type, ResourceId path) =>
        path.IsNested ? path.Types : [type.Type[(type.Type.IndexOf('/') + 1)..]];

    private static void LinkRules(Resource resource)
    {
        if (ResourceId.Is(resource.Path!.TypeName, "loadBalancers"))
        {
            LoadBalancerType.LinkRules(resource.Properties);
        }
    }

    private void Mark(Resource resource)
    {
        ETags.SetState(resource, "Updating");
        ETags.Renew(world, resource);
        resource.Invalidate();
    }
}

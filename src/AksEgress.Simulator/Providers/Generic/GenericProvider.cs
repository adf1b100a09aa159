using System.Net;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Generic;

/// <summary>
/// Any provider of Azure that the simulator has no rules for: documents are stored as sent, and the answer is immediate.
/// </summary>
internal sealed class GenericProvider(SimulatedWorld world, Func<int> pageSize) : IProvider
{
    /// <inheritdoc/>
    public ArmAnswer Answer(IncomingRequest request, ResourceId id)
    {
        Scopes.CheckGroup(world, id, writing: request.Method is "PUT" or "PATCH");
        if (!id.IsResource)
        {
            return request.Method == "GET"
                ? Listing.Page(request, world.Store.Collection(id.Key), pageSize(), key => world.Store.Find(key)?.Bytes)
                : throw RequestErrors.UnknownPath(request.Path);
        }

        var existing = world.Store.Find(id.Key);
        switch (request.Method)
        {
            case "GET":
                return new ArmAnswer(HttpStatusCode.OK, (existing ?? throw RequestErrors.ResourceNotFound(id)).Bytes);
            case "HEAD":
                return new ArmAnswer(existing is null ? HttpStatusCode.NotFound : HttpStatusCode.NoContent);
            case "PUT":
                return Put(request, id, existing);
            case "PATCH":
                var found = existing ?? throw RequestErrors.ResourceNotFound(id);
                Tags.Replace(found, request.Body(), id.Type);
                world.Changed(found);
                return new ArmAnswer(HttpStatusCode.OK, found.Bytes);
            case "DELETE":
                if (existing is null)
                {
                    return new ArmAnswer(HttpStatusCode.NoContent);
                }

                world.Remove(existing);
                return new ArmAnswer(HttpStatusCode.OK);
            default:
                throw RequestErrors.MethodNotAllowed(request.Method);
        }
    }

    /// <inheritdoc/>
    public void Settle(Operation operation)
    {
    }

    private ArmAnswer Put(IncomingRequest request, ResourceId id, Resource? existing)
    {
        Names.Check(id.Name);
        if (id.IsNested && world.Store.Find(id.Parent().Key) is null)
        {
            throw RequestErrors.ParentNotFound(id, "write");
        }

        var body = request.Body();
        if (body.Text("location") is { } location)
        {
            var wanted = Resource.ShortLocation(location);
            if (existing is not null && existing.Location.Length > 0 && existing.Location != wanted)
            {
                throw RequestErrors.InvalidLocation(id.Name, id.Group ?? "", existing.Location, RequestErrors.Shorten(wanted));
            }

            body["location"] = wanted;
        }

        body["id"] = existing?.Id ?? id.ToPath();
        body["name"] = existing?.Document.Text("name") ?? id.Name;
        body["type"] = existing?.Document.Text("type") ?? id.Type;

        // AKS's small child resources exist immediately: no 201 and no state, as recorded. Its SDKs treat a 201 as an error.
        var small = ResourceId.Is(id.Type, "Microsoft.ContainerService/managedClusters/maintenanceConfigurations");
        if (!small)
        {
            body.Ensure("properties")["provisioningState"] = "Succeeded";
        }

        var resource = world.Put(id, body["id"]!.GetValue<string>(), body.Ordered("id", "name", "type", "location", "tags"));
        return new ArmAnswer(existing is null && !small ? HttpStatusCode.Created : HttpStatusCode.OK, resource.Bytes);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.ResourceGroups;

/// <summary>Resource groups: PUT, GET, HEAD, PATCH, DELETE with all content, and their list.</summary>
internal sealed class GroupProvider(SimulatedWorld world, LongRunning operations, Func<int> pageSize) : IProvider
{
    /// <summary>The namespace of operations on groups.</summary>
    public const string Namespace = "Microsoft.Resources";

    /// <summary>Answers /subscriptions/{subscription}/resourceGroups[/{name}].</summary>
    public ArmAnswer Answer(IncomingRequest request, string subscription, string? name)
    {
        if (name is null)
        {
            return request.Method == "GET"
                ? Listing.Page(
                    request,
                    world.Store.Collection($"/subscriptions/{subscription}/resourcegroups".ToLowerInvariant()),
                    pageSize(),
                    key => world.Store.Find(key)?.Bytes)
                : throw RequestErrors.MethodNotAllowed(request.Method);
        }

        return request.Method switch
        {
            "GET" => new ArmAnswer(HttpStatusCode.OK, Find(subscription, name).Bytes),
            "HEAD" => new ArmAnswer(world.Store.FindGroup(subscription, name) is null ? HttpStatusCode.NotFound : HttpStatusCode.NoContent),
            "PUT" => Put(request, subscription, name),
            "PATCH" => Patch(request, subscription, name),
            "DELETE" => Delete(request, subscription, name),
            _ => throw RequestErrors.MethodNotAllowed(request.Method),
        };
    }

    /// <inheritdoc/>
    public ArmAnswer Answer(IncomingRequest request, ResourceId id) => throw RequestErrors.UnknownPath(request.Path);

    /// <inheritdoc/>
    public void Settle(Operation operation)
    {
        if (world.Store.FindId(operation.TargetId) is { } group)
        {
            GroupContents.Delete(world, group);
        }
    }

    /// <summary>Answers /subscriptions/{s}/operationresults/{id}, which clients poll for the deletion of a group.</summary>
    public ArmAnswer Result(IncomingRequest request, string id)
    {
        if (!Guid.TryParse(id, out var guid) || world.Operations.Find(guid) is not { } operation || operation.Namespace != Namespace)
        {
            throw RequestErrors.UnknownPath(request.Path);
        }

        if (operation.Status == Operation.InProgress)
        {
            return Accept(request, operation);
        }

        return operation.Error is { } error
            ? ArmAnswer.Of(HttpStatusCode.Conflict, new JsonObject { ["error"] = error.DeepClone() })
            : new ArmAnswer(HttpStatusCode.OK);
    }

    private Resource Find(string subscription, string name) =>
        world.Store.FindGroup(subscription, name) ?? throw RequestErrors.GroupNotFound(name);

    private ArmAnswer Put(IncomingRequest request, string subscription, string name)
    {
        if (name.Length > 90
            || name.EndsWith('.')
            || name.Any(static c => !char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.' or '(' or ')')))
        {
            throw new RefusalException(HttpStatusCode.BadRequest, "InvalidResourceGroupName",
                $"The provided resource group name '{RequestErrors.Shorten(name)}' has these invalid characters or is longer than 90 "
                    + "characters. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.");
        }

        var body = request.Body();
        if (string.IsNullOrWhiteSpace(body.Text("location")))
        {
            throw RequestErrors.LocationRequired();
        }

        var existing = world.Store.FindGroup(subscription, name);
        var location = Locations.OfGroup(body.Text("location")!, existing);
        if (existing is not null && existing.Location != location)
        {
            throw new RefusalException(HttpStatusCode.Conflict, "InvalidResourceGroupLocation",
                $"Invalid resource group location '{RequestErrors.Shorten(location)}'. The Resource group already exists in location "
                    + $"'{existing.Location}'.");
        }

        var group = existing ?? world.CreateGroup(subscription, name, location);
        if (body.ContainsKey("tags"))
        {
            group.Document.Remove("tags");
            Tags.Replace(group, body, "resourceGroups");
        }
        else
        {
            group.Document.Remove("tags");
        }

        if (existing is null && body.Text("managedBy") is { } manager)
        {
            group.Document["managedBy"] = manager;
        }

        group.Document = group.Document.Ordered("id", "name", "type", "location", "managedBy", "tags", "properties");
        group.Invalidate();
        world.Dirty = true;
        return new ArmAnswer(existing is null ? HttpStatusCode.Created : HttpStatusCode.OK, group.Bytes);
    }

    private ArmAnswer Patch(IncomingRequest request, string subscription, string name)
    {
        var group = Find(subscription, name);
        Tags.Replace(group, request.Body(), "resourceGroups");
        group.Document = group.Document.Ordered("id", "name", "type", "location", "managedBy", "tags", "properties");
        group.Invalidate();
        world.Dirty = true;
        return new ArmAnswer(HttpStatusCode.OK, group.Bytes);
    }

    private ArmAnswer Delete(IncomingRequest request, string subscription, string name)
    {
        var group = Find(subscription, name);
        if (world.Operations.Active(group.Key) is { } running)
        {
            return Accept(request, running);
        }

        group.Properties["provisioningState"] = "Deleting";
        group.Invalidate();

        // Not measured: a group's deletion takes as long as that of its slowest resource.
        var seconds = world
            .Store.Contents(group.Key)
            .Select(key => Durations.Delete(world.Store.Find(key)!.Path!.Type))
            .DefaultIfEmpty(Durations.Default)
            .Max();
        return Accept(
            request, operations.Start(subscription, Namespace, group.Id, group.Location, OperationEffect.Delete, group.Key, seconds));
    }

    private ArmAnswer Accept(IncomingRequest request, Operation operation)
    {
        ArmAnswer answer = new(HttpStatusCode.Accepted);
        answer.With(
            "Location",
            $"{request.Origin}/subscriptions/{operation.Subscription}/operationresults/{operation.Id}?api-version={request.ApiVersion}");
        return world.Clock.AddRetryAfter(answer, 15);
    }
}

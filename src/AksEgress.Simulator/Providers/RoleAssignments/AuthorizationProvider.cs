using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Generic;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.RoleAssignments;

/// <summary>Microsoft.Authorization: role assignments at any scope, and the few built-in roles that clusters need.</summary>
internal sealed class AuthorizationProvider(SimulatedWorld world, Func<int> pageSize) : IProvider
{
    /// <summary>The provider's name.</summary>
    public const string Namespace = "Microsoft.Authorization";

    /// <summary>
    /// Virtual seconds until lists contain a new assignment. That it takes a while is documented, without a figure. A GET of the
    /// assignment returns it immediately, and creating it again fails because it exists.
    /// </summary>
    public const double ListedSeconds = 5;

    private readonly GenericProvider _generic = new(world, pageSize);

    /// <inheritdoc/>
    public ArmAnswer Answer(IncomingRequest request, ResourceId id)
    {
        Scopes.CheckGroup(world, id, writing: request.Method == "PUT");
        var definitions = ResourceId.Is(id.TypeName, "roleDefinitions");
        if (!definitions && !ResourceId.Is(id.TypeName, "roleAssignments"))
        {
            return _generic.Answer(request, id);
        }

        return (request.Method, definitions, id.IsResource) switch
        {
            ("GET", true, true) => ArmAnswer.Of(
                HttpStatusCode.OK, RoleDefinitions.Find(id.Subscription, id.Name) ?? throw AuthorizationErrors.NoSuchRole(id.Name)),
            ("GET", true, false) => Listing.Page(request, Definitions(request, id), pageSize()),
            ("GET", false, true) =>
                new ArmAnswer(HttpStatusCode.OK, (world.Store.Find(id.Key) ?? throw AuthorizationErrors.NoSuchAssignment(id.Name)).Bytes),
            ("GET", false, false) => Listing.Page(request, Assignments(request, id), pageSize()),
            ("PUT", false, true) => Put(request, id),
            ("DELETE", false, true) => Delete(id),
            _ => throw RequestErrors.MethodNotAllowed(request.Method),
        };
    }

    /// <inheritdoc/>
    public void Settle(Operation operation)
    {
    }

    private static IEnumerable<(string, byte[]?)> Definitions(IncomingRequest request, ResourceId id)
    {
        var filter = Filter.Read(request);
        return RoleDefinitions.All(id.Subscription)
            .Where(role => filter.Value("roleName") is not { } name || ResourceId.Is(role.Object("properties").Text("roleName"), name))
            .Select(static role => (role.Text("name")!, (byte[]?)Json.Bytes(role)));
    }

    // Without a filter, ARM lists the assignments at, above, and below the scope; atScope() omits those below.
    private IEnumerable<(string, byte[]?)> Assignments(IncomingRequest request, ResourceId id)
    {
        var filter = Filter.Read(request);
        var scope = id.Scope.ToLowerInvariant();
        return world.Store.All
            .Where(resource =>
                resource.Path is { } path && ResourceId.Is(path.Namespace, Namespace) && ResourceId.Is(path.TypeName, "roleAssignments"))
            .Select(static resource => (Scope: resource.Path!.Scope.ToLowerInvariant(), Resource: resource))
            .Where(one => one.Scope == scope || scope.StartsWith(one.Scope + "/", StringComparison.Ordinal)
                || (!filter.AtScope && one.Scope.StartsWith(scope + "/", StringComparison.Ordinal)))
            .Where(one => !world.AssignmentsListedFrom.TryGetValue(one.Resource.Key, out var from) || world.Clock.Now >= from)
            .Where(one =>
                filter.Value("principalId") is not { } principal
                    || ResourceId.Is(one.Resource.Peek().Object("properties").Text("principalId"), principal))
            .OrderBy(static one => one.Resource.Key, StringComparer.Ordinal)
            .Select(static one => (one.Resource.Key, (byte[]?)one.Resource.Bytes));
    }

    private ArmAnswer Put(IncomingRequest request, ResourceId id)
    {
        CheckScope(id);
        if (!Guid.TryParse(id.Name, out _))
        {
            throw AuthorizationErrors.InvalidName(id.Name);
        }

        var wanted = request.Body().Object("properties");
        var principal = wanted.Text("principalId") ?? "";
        var role = wanted.Text("roleDefinitionId") ?? "";
        var roleName = role[(role.LastIndexOf('/') + 1)..];
        if (!Guid.TryParse(principal, out _))
        {
            throw AuthorizationErrors.InvalidPrincipal(principal);
        }

        var definition = RoleDefinitions.Find(id.Subscription, roleName) ?? throw AuthorizationErrors.NoSuchRole(roleName);
        CheckDirectory(principal, wanted.Text("principalType"));
        var same = Same(id, principal, definition);
        if (same is not null)
        {
            // A PUT of the same assignment again is refused too: Azure/azure-cli#8599.
            throw AuthorizationErrors.Exists(same.Path!.Name);
        }

        if (world.Store.Find(id.Key) is not null)
        {
            throw AuthorizationErrors.UpdateNotPermitted();
        }

        var now = world.Clock.Now.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        JsonObject document = new()
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = definition.Text("id"),
                ["principalId"] = principal,
                ["principalType"] = wanted.Text("principalType") ?? "ServicePrincipal",
                ["scope"] = id.Scope,
                ["condition"] = wanted.Text("condition"),
                ["conditionVersion"] = wanted.Text("conditionVersion"),
                ["createdOn"] = now,
                ["updatedOn"] = now,
                ["createdBy"] = null,
                ["updatedBy"] = SimulatedAccount.TenantId,
                ["delegatedManagedIdentityResourceId"] = null,
                ["description"] = wanted.Text("description"),
            },
            ["id"] = id.ToPath(),
            ["type"] = "Microsoft.Authorization/roleAssignments",
            ["name"] = id.Name,
        };
        world.AssignmentsListedFrom[id.Key] = world.Clock.In(ListedSeconds);
        return new ArmAnswer(HttpStatusCode.Created, world.Put(id, id.ToPath(), document).Bytes);
    }

    private ArmAnswer Delete(ResourceId id)
    {
        if (world.Store.Find(id.Key) is not { } existing)
        {
            return new ArmAnswer(HttpStatusCode.NoContent);
        }

        var last = existing.Bytes;
        world.Remove(existing);
        return new ArmAnswer(HttpStatusCode.OK, last);
    }

    private Resource? Same(ResourceId id, string principal, JsonObject role) => world.Store.Collection(id.CollectionKey())
        .Select(key => world.Store.Find(key)!)
        .FirstOrDefault(one => one.Peek().Object("properties") is { } properties
            && ResourceId.Is(properties.Text("principalId"), principal)
            && ResourceId.Is(properties.Text("roleDefinitionId"), role.Text("id")));

    // A principal that wasn't created here may be a service principal in the directory, so it is accepted if its type is specified.
    private void CheckDirectory(string principal, string? type)
    {
        var made = world.PrincipalsKnownFrom.TryGetValue(principal, out var from);
        if (made ? world.Clock.Now < from : type is null && !IsKept(principal))
        {
            throw AuthorizationErrors.PrincipalNotFound(principal);
        }
    }

    private bool IsKept(string principal) => world.Store.All.Any(one => one.Path is { } path
        && (ResourceId.Is(path.Type, "Microsoft.ManagedIdentity/userAssignedIdentities")
            ? ResourceId.Is(one.Peek().Object("properties").Text("principalId"), principal)
            : ResourceId.Is(path.Type, "Microsoft.ContainerService/managedClusters")
                && ResourceId.Is(one.Peek().Object("identity").Text("principalId"), principal)));

    private void CheckScope(ResourceId id)
    {
        if (ResourceId.TryParse(id.Scope) is not { } scope || world.Store.Find(scope.Key) is not null)
        {
            return;
        }

        var parent = InlineChild.Find(scope.Type) is null ? null : world.Store.Find(scope.Parent().Key)?.Peek().Object("properties");
        if (parent is null
            || !parent.Array(InlineChild.Find(scope.Type)!.Member).Objects().Any(child => ResourceId.Is(child.Text("name"), scope.Name)))
        {
            throw RequestErrors.ResourceNotFound(scope);
        }
    }
}

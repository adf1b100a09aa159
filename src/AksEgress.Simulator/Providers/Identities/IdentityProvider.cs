using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Generic;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Identities;

/// <summary>
/// Microsoft.ManagedIdentity: user-assigned identities are created immediately, and the directory knows them after a while.
/// </summary>
internal sealed class IdentityProvider(SimulatedWorld world, Func<int> pageSize) : IProvider
{
    /// <summary>The provider's name.</summary>
    public const string Namespace = "Microsoft.ManagedIdentity";

    /// <summary>
    /// Virtual seconds until a new identity's principal can be assigned a role. No public measurement exists; public threads speak
    /// of seconds to minutes.
    /// </summary>
    public const double ReplicationSeconds = 20;

    private readonly GenericProvider _generic = new(world, pageSize);

    /// <inheritdoc/>
    public ArmAnswer Answer(IncomingRequest request, ResourceId id)
    {
        if (request.Method != "PUT" || !id.IsResource || !ResourceId.Is(id.TypeName, "userAssignedIdentities"))
        {
            return _generic.Answer(request, id);
        }

        Scopes.CheckGroup(world, id, writing: true);
        var body = request.Body();
        if (string.IsNullOrWhiteSpace(body.Text("location")))
        {
            throw RequestErrors.LocationRequired();
        }

        // The rule is in ARM's naming rules; code and text aren't recorded.
        if (id.Name.Length is < 3 or > 128
            || !char.IsAsciiLetterOrDigit(id.Name[0])
            || id.Name.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            throw RequestErrors.InvalidName(
                id.Name, "it must have 3 to 128 letters, digits, hyphens and underscores, and start with a letter or digit");
        }

        var existing = world.Store.Find(id.Key);
        var location = Locations.OfResource(body.Text("location")!, id.Type, existing);
        if (existing is not null && existing.Location != location)
        {
            throw RequestErrors.InvalidLocation(id.Name, id.Group ?? "", existing.Location, RequestErrors.Shorten(location));
        }

        var resource = world.Put(id, existing?.Id ?? id.ToPath(), Document(id, body, location, existing));
        ArmAnswer answer = new(existing is null ? HttpStatusCode.Created : HttpStatusCode.OK, resource.Bytes);

        // Its own path, as recorded (test_azure_firewall_with_firewall_policy_premium).
        return existing is null ? answer.With("Location", resource.Id) : answer;
    }

    /// <inheritdoc/>
    public void Settle(Operation operation)
    {
    }

    // Region, tags, and isolation are the client's; the service writes everything else.
    private JsonObject Document(ResourceId id, JsonObject body, string location, Resource? existing)
    {
        var before = existing?.Document.Object("properties");
        JsonObject properties = new()
        {
            ["tenantId"] = SimulatedAccount.TenantId,
            ["principalId"] = before.Text("principalId") ?? NewPrincipal(),
            ["clientId"] = before.Text("clientId") ?? world.Ids.NextGuid().ToString(),
        };
        if (body.Object("properties").Text("isolationScope") is { } isolation)
        {
            properties["isolationScope"] = isolation;
        }

        JsonObject document = new()
        {
            ["id"] = existing?.Id ?? id.ToPath(),
            ["name"] = existing?.Document.Text("name") ?? id.Name,
            ["type"] = "Microsoft.ManagedIdentity/userAssignedIdentities",
            ["location"] = location,
            ["tags"] = body.Object("tags")?.DeepClone() ?? new JsonObject(),
            ["properties"] = properties,
        };
        return document;
    }

    private string NewPrincipal()
    {
        var principal = world.Ids.NextGuid().ToString();
        world.PrincipalsKnownFrom[principal] = world.Clock.In(ReplicationSeconds);
        return principal;
    }
}

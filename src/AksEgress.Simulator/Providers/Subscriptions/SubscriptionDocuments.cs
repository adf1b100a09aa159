using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Subscriptions;

/// <summary>The documents of subscriptions, the tenant and regions.</summary>
internal static class SubscriptionDocuments
{
    /// <summary>GET /subscriptions.</summary>
    public static ArmAnswer List(SimulatedWorld world) =>
        Values(world.Subscriptions.Order(StringComparer.OrdinalIgnoreCase).Select(Subscription));

    /// <summary>GET /subscriptions/{id}.</summary>
    public static ArmAnswer Get(string id) => ArmAnswer.Of(HttpStatusCode.OK, Subscription(id));

    /// <summary>GET /tenants.</summary>
    public static ArmAnswer Tenants() => Values(
    [
        new JsonObject
        {
            ["id"] = $"/tenants/{SimulatedAccount.TenantId}",
            ["tenantId"] = SimulatedAccount.TenantId,
            ["displayName"] = "Simulation",
            ["tenantCategory"] = "Home"
        },
    ]);

    /// <summary>GET /subscriptions/{id}/locations.</summary>
    public static ArmAnswer Locations(string subscription) => Values(RegionDocuments.All(subscription));

    private static JsonObject Subscription(string id) => new()
    {
        ["id"] = $"/subscriptions/{id}",
        ["authorizationSource"] = "RoleBased",
        ["managedByTenants"] = new JsonArray(),
        ["subscriptionId"] = id,
        ["tenantId"] = SimulatedAccount.TenantId,
        ["displayName"] = ResourceId.Is(id, SimulatedAccount.SubscriptionId) ? "Simulated" : "Simulated " + id,
        ["state"] = "Enabled",
        ["subscriptionPolicies"] = new JsonObject
        {
            ["locationPlacementId"] = "Public_2014-09-01",
            ["quotaId"] = "PayAsYouGo_2014-09-01",
            ["spendingLimit"] = "Off"
        },
    };

    private static ArmAnswer Values(IEnumerable<JsonObject> items)
    {
        JsonArray value = [.. items];
        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject { ["value"] = value });
    }
}

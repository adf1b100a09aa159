using System.Net;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Arm;

/// <summary>What ARM says about subscriptions, tenants, providers and regions: enough for clients to find their way.</summary>
internal static class SubscriptionDocuments
{
    /// <summary>GET /subscriptions.</summary>
    public static ArmAnswer List(World world) =>
        Values(world.Subscriptions.Order(StringComparer.OrdinalIgnoreCase).Select(Subscription));

    /// <summary>GET /subscriptions/{id}.</summary>
    public static ArmAnswer Get(string id) => ArmAnswer.Of(HttpStatusCode.OK, Subscription(id));

    /// <summary>GET /tenants.</summary>
    public static ArmAnswer Tenants() => Values(
    [
        new JsonObject { ["id"] = $"/tenants/{ArmSimulator.TenantId}", ["tenantId"] = ArmSimulator.TenantId, ["displayName"] = "Simulation", ["tenantCategory"] = "Home" },
    ]);

    /// <summary>GET /subscriptions/{id}/locations.</summary>
    public static ArmAnswer Locations(string subscription) => Values(RegionDocuments.All(subscription));

    /// <summary>GET /subscriptions/{id}/providers.</summary>
    public static ArmAnswer Providers(string subscription) => Values(ProviderDocuments.All(subscription));

    /// <summary>GET /subscriptions/{id}/providers/{namespace}, and POST .../register.</summary>
    /// <exception cref="ArmException">404: no such provider.</exception>
    public static ArmAnswer Provider(string subscription, string ns) => ArmAnswer.Of(HttpStatusCode.OK, ProviderDocuments.Of(subscription, ns));

    private static JsonObject Subscription(string id) => new()
    {
        ["id"] = $"/subscriptions/{id}",
        ["authorizationSource"] = "RoleBased",
        ["managedByTenants"] = new JsonArray(),
        ["subscriptionId"] = id,
        ["tenantId"] = ArmSimulator.TenantId,
        ["displayName"] = ResourceId.Is(id, ArmSimulator.SubscriptionId) ? "Simulated" : "Simulated " + id,
        ["state"] = "Enabled",
        ["subscriptionPolicies"] = new JsonObject { ["locationPlacementId"] = "Public_2014-09-01", ["quotaId"] = "PayAsYouGo_2014-09-01", ["spendingLimit"] = "Off" },
    };

    private static ArmAnswer Values(IEnumerable<JsonObject> items)
    {
        JsonArray value = [.. items];
        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject { ["value"] = value });
    }
}

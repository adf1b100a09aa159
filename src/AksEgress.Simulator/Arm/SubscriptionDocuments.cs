using System.Net;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Arm;

/// <summary>What ARM says about subscriptions, tenants, providers and regions: enough for clients to find their way.</summary>
internal static class SubscriptionDocuments
{
    private static readonly (string Name, string Display)[] s_regions =
    [
        ("eastus", "East US"), ("eastus2", "East US 2"), ("westus", "West US"), ("westus2", "West US 2"), ("westus3", "West US 3"), ("centralus", "Central US"),
        ("northeurope", "North Europe"), ("westeurope", "West Europe"), ("uksouth", "UK South"), ("germanywestcentral", "Germany West Central"), ("swedencentral", "Sweden Central"),
        ("australiaeast", "Australia East"), ("japaneast", "Japan East"), ("southeastasia", "Southeast Asia"),
    ];

    private static readonly Dictionary<string, string[]> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network"] = ["virtualNetworks", "routeTables", "publicIPAddresses", "publicIPPrefixes", "natGateways", "networkSecurityGroups", "loadBalancers", "azureFirewalls", "firewallPolicies"],
        ["Microsoft.ContainerService"] = ["managedClusters"],
        ["Microsoft.ManagedIdentity"] = ["userAssignedIdentities"],
        ["Microsoft.Authorization"] = ["roleAssignments"],
        ["Microsoft.Resources"] = ["resourceGroups"],
    };

    /// <summary>The regions, in ARM's short form.</summary>
    public static IEnumerable<string> Regions => s_regions.Select(static region => region.Name);

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
    public static ArmAnswer Locations(string subscription) => Values(s_regions.Select(region => new JsonObject
    {
        ["id"] = $"/subscriptions/{subscription}/locations/{region.Name}",
        ["name"] = region.Name,
        ["type"] = "Region",
        ["displayName"] = region.Display,
        ["regionalDisplayName"] = region.Display,
    }));

    /// <summary>GET /subscriptions/{id}/providers.</summary>
    public static ArmAnswer Providers(string subscription) => Values(s_types.Keys.Select(ns => Document(subscription, ns)));

    /// <summary>GET /subscriptions/{id}/providers/{namespace}.</summary>
    public static ArmAnswer Provider(string subscription, string ns) => ArmAnswer.Of(HttpStatusCode.OK, Document(subscription, ns));

    private static JsonObject Document(string subscription, string ns)
    {
        JsonArray types = [];
        foreach (string type in s_types.GetValueOrDefault(ns, []))
        {
            IReadOnlyList<string> versions = ResourceId.Is(ns, "Microsoft.ContainerService") ? KnownVersions.Clusters : ResourceId.Is(ns, "Microsoft.Network") ? KnownVersions.Network : ["2024-11-30"];
            JsonArray locations = [.. s_regions.Select(static region => JsonValue.Create(region.Display))];
            types.Add(new JsonObject { ["resourceType"] = type, ["locations"] = locations, ["apiVersions"] = new JsonArray([.. versions.Reverse().Select(static version => JsonValue.Create(version))]) });
        }

        return new JsonObject
        {
            ["id"] = $"/subscriptions/{subscription}/providers/{ns}",
            ["namespace"] = ns,
            ["resourceTypes"] = types,
            ["registrationState"] = "Registered",
            ["registrationPolicy"] = "RegistrationRequired",
        };
    }

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

using System.Net;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Arm;

/// <summary>
/// What ARM says about resource providers: clients such as <c>az resource</c> choose the api-version from it. All of them are
/// registered.
/// </summary>
internal static class ProviderDocuments
{
    private static readonly Dictionary<string, string[]> s_providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network"] =
        [
            "virtualNetworks", "virtualNetworks/subnets", "virtualNetworks/virtualNetworkPeerings", "routeTables", "routeTables/routes", "publicIPAddresses", "publicIPPrefixes", "natGateways",
            "networkSecurityGroups", "networkSecurityGroups/securityRules", "loadBalancers", "azureFirewalls", "firewallPolicies", "firewallPolicies/ruleCollectionGroups",
            "locations", "locations/operations", "locations/operationResults", "locations/usages",
        ],
        ["Microsoft.ContainerService"] =
        [
            "managedClusters", "managedClusters/agentPools", "locations", "locations/operations", "locations/operationresults", "locations/orchestrators", "locations/kubernetesVersions",
        ],
        ["Microsoft.ManagedIdentity"] = ["userAssignedIdentities", "Identities"],
        ["Microsoft.Authorization"] = ["roleAssignments", "roleDefinitions", "locks"],
        ["Microsoft.Resources"] = ["resourceGroups", "subscriptions", "subscriptions/resourceGroups", "subscriptions/locations", "subscriptions/providers", "tenants", "resources", "providers"],
        ["Microsoft.Features"] = ["features", "providers"],
        ["Microsoft.Compute"] = ["skus"],
        ["Microsoft.ResourceGraph"] = ["resources"],
    };

    /// <summary>All providers.</summary>
    public static IEnumerable<JsonObject> All(string subscription) => s_providers.Keys.Select(ns => Of(subscription, ns));

    /// <summary>One provider.</summary>
    /// <exception cref="ArmException">404 InvalidResourceNamespace.</exception>
    public static JsonObject Of(string subscription, string ns)
    {
        string known = s_providers.Keys.FirstOrDefault(name => ResourceId.Is(name, ns))
            ?? throw new ArmException(HttpStatusCode.NotFound, "InvalidResourceNamespace", $"The resource namespace '{ArmErrors.Shorten(ns)}' is invalid.");
        JsonArray documents = [];
        foreach (string type in s_providers[known])
        {
            JsonArray locations = [.. RegionDocuments.DisplayNames.Select(static name => JsonValue.Create(name))];
            JsonArray offered = [.. Offered(known, type).Select(static version => JsonValue.Create(version))];
            documents.Add(new JsonObject { ["resourceType"] = type, ["locations"] = locations, ["apiVersions"] = offered, ["capabilities"] = "None" });
        }

        return new JsonObject
        {
            ["id"] = $"/subscriptions/{subscription}/providers/{known}",
            ["namespace"] = known,
            ["resourceTypes"] = documents,
            ["registrationState"] = "Registered",
            ["registrationPolicy"] = known is "Microsoft.Resources" or "Microsoft.Authorization" or "Microsoft.Features" ? "RegistrationFree" : "RegistrationRequired",
        };
    }

    // Newest first, as clients take the first that is no preview.
    private static IEnumerable<string> Offered(string ns, string type) => KnownVersions.Of(ns, type.Split('/')[0])!.OrderDescending(StringComparer.Ordinal);
}

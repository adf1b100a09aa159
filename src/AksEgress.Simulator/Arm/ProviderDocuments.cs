using System.Net;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Arm;

/// <summary>
/// What ARM says about resource providers: clients such as <c>az resource</c> choose the api-version from it. All of them are
/// registered.
/// </summary>
internal static class ProviderDocuments
{
    private static readonly string[] s_network = [.. KnownVersions.Network.Reverse()];

    private static readonly string[] s_clusters = [.. KnownVersions.Clusters.Reverse()];

    private static readonly Dictionary<string, (string[] Types, string[] Versions)> s_providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network"] = (
        [
            "virtualNetworks", "virtualNetworks/subnets", "virtualNetworks/virtualNetworkPeerings", "routeTables", "routeTables/routes", "publicIPAddresses", "publicIPPrefixes", "natGateways",
            "networkSecurityGroups", "networkSecurityGroups/securityRules", "loadBalancers", "azureFirewalls", "firewallPolicies", "firewallPolicies/ruleCollectionGroups",
            "locations", "locations/operations", "locations/operationResults", "locations/usages",
        ], s_network),
        ["Microsoft.ContainerService"] = (
        [
            "managedClusters", "managedClusters/agentPools", "locations", "locations/operations", "locations/operationresults", "locations/orchestrators", "locations/kubernetesVersions",
        ], s_clusters),
        ["Microsoft.ManagedIdentity"] = (["userAssignedIdentities", "Identities"], ["2026-05-31", "2024-11-30", "2023-01-31", "2022-01-31-preview", "2018-11-30", "2015-08-31-preview"]),
        ["Microsoft.Authorization"] = (["roleAssignments", "roleDefinitions", "locks"], ["2022-04-01", "2020-10-01-preview", "2020-05-01", "2020-04-01-preview", "2018-01-01-preview", "2016-09-01", "2015-07-01"]),
        ["Microsoft.Resources"] = (["resourceGroups", "subscriptions", "subscriptions/resourceGroups", "subscriptions/locations", "subscriptions/providers", "tenants", "resources", "providers"],
            ["2025-04-01", "2024-11-01", "2024-07-01", "2023-07-01", "2022-09-01", "2021-04-01", "2020-10-01", "2020-06-01", "2019-10-01", "2018-05-01"]),
        ["Microsoft.Features"] = (["features", "providers"], ["2021-07-01", "2015-12-01"]),
        ["Microsoft.Compute"] = (["skus"], ["2021-07-01", "2019-04-01", "2017-09-01"]),
        ["Microsoft.ResourceGraph"] = (["resources"], ["2024-04-01", "2022-10-01", "2021-03-01", "2019-04-01"]),
    };

    /// <summary>All providers.</summary>
    public static IEnumerable<JsonObject> All(string subscription) => s_providers.Keys.Select(ns => Of(subscription, ns));

    /// <summary>One provider.</summary>
    /// <exception cref="ArmException">404 InvalidResourceNamespace.</exception>
    public static JsonObject Of(string subscription, string ns)
    {
        string known = s_providers.Keys.FirstOrDefault(name => ResourceId.Is(name, ns))
            ?? throw new ArmException(HttpStatusCode.NotFound, "InvalidResourceNamespace", $"The resource namespace '{ArmErrors.Shorten(ns)}' is invalid.");
        (string[] types, string[] versions) = s_providers[known];
        JsonArray documents = [];
        foreach (string type in types)
        {
            JsonArray locations = [.. RegionDocuments.DisplayNames.Select(static name => JsonValue.Create(name))];
            JsonArray offered = [.. versions.Select(static version => JsonValue.Create(version))];
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
}

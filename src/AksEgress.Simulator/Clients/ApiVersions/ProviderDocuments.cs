using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.ApiVersions;

/// <summary>
/// ARM's documents about resource providers, from which clients such as <c>az resource</c> choose the api-version. All providers
/// are registered.
/// </summary>
internal static class ProviderDocuments
{
    private static readonly Dictionary<string, string[]> s_providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network"] =
        [
            "virtualNetworks", "virtualNetworks/subnets", "virtualNetworks/virtualNetworkPeerings", "routeTables", "routeTables/routes",
            "publicIPAddresses", "publicIPPrefixes", "natGateways", "networkSecurityGroups", "networkSecurityGroups/securityRules",
            "loadBalancers", "azureFirewalls", "firewallPolicies", "firewallPolicies/ruleCollectionGroups", "locations",
            "locations/operations", "locations/operationResults", "locations/usages",
        ],
        ["Microsoft.ContainerService"] =
        [
            "managedClusters", "managedClusters/agentPools", "locations", "locations/operations", "locations/operationresults",
            "locations/orchestrators", "locations/kubernetesVersions",
        ],
        ["Microsoft.ManagedIdentity"] = ["userAssignedIdentities", "Identities"],
        ["Microsoft.Authorization"] = ["roleAssignments", "roleDefinitions", "locks"],
        ["Microsoft.Resources"] =
        [
            "resourceGroups", "subscriptions", "subscriptions/resourceGroups", "subscriptions/locations", "subscriptions/providers",
            "tenants", "resources", "providers"
        ],
        ["Microsoft.Features"] = ["features", "providers"],
        ["Microsoft.Compute"] = ["skus"],
        ["Microsoft.ResourceGraph"] = ["resources"],
    };

    // Providers whose types the simulator doesn't know: it stores what it receives. The names are from Azure's page on the resource
    // providers of its services.
    private static readonly HashSet<string> s_kept = new(
    [
        .. ("Microsoft.AlertsManagement Microsoft.ApiManagement Microsoft.App Microsoft.AppConfiguration Microsoft.Attestation "
            + "Microsoft.Automation Microsoft.AzureActiveDirectory Microsoft.Batch Microsoft.Billing").Split(' '),
        .. ("Microsoft.Blueprint Microsoft.Cache Microsoft.Cdn Microsoft.Chaos Microsoft.CognitiveServices Microsoft.Communication "
            + "Microsoft.Consumption Microsoft.ContainerInstance Microsoft.ContainerRegistry Microsoft.CostManagement").Split(' '),
        .. ("Microsoft.Dashboard Microsoft.DataFactory Microsoft.DataProtection Microsoft.Databricks Microsoft.DBforMySQL "
            + "Microsoft.DBforPostgreSQL Microsoft.DesktopVirtualization Microsoft.Devices Microsoft.DevTestLab").Split(' '),
        .. ("Microsoft.DocumentDB Microsoft.EventGrid Microsoft.EventHub Microsoft.ExtendedLocation Microsoft.GuestConfiguration "
            + "Microsoft.HDInsight Microsoft.HybridCompute Microsoft.Insights Microsoft.KeyVault Microsoft.Kubernetes").Split(' '),
        .. ("Microsoft.KubernetesConfiguration Microsoft.Kusto Microsoft.LoadTestService Microsoft.Logic Microsoft.MachineLearningServices "
            + "Microsoft.Maintenance Microsoft.ManagedServices Microsoft.Management Microsoft.Maps").Split(' '),
        .. ("Microsoft.Marketplace Microsoft.Migrate Microsoft.Monitor Microsoft.NetApp Microsoft.NotificationHubs "
            + "Microsoft.OperationalInsights Microsoft.OperationsManagement Microsoft.PolicyInsights Microsoft.Portal").Split(' '),
        .. ("Microsoft.PowerBIDedicated Microsoft.Purview Microsoft.RecoveryServices Microsoft.RedHatOpenShift Microsoft.Relay "
            + "Microsoft.ResourceHealth Microsoft.Search Microsoft.Security Microsoft.SecurityInsights").Split(' '),
        .. ("Microsoft.ServiceBus Microsoft.ServiceFabric Microsoft.ServiceLinker Microsoft.SignalRService Microsoft.Solutions "
            + "Microsoft.Sql Microsoft.SqlVirtualMachine Microsoft.Storage Microsoft.StorageSync").Split(' '),
        .. ("Microsoft.StreamAnalytics Microsoft.Subscription Microsoft.Support Microsoft.Synapse Microsoft.VirtualMachineImages "
            + "Microsoft.Web").Split(' '),
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>GET /subscriptions/{id}/providers.</summary>
    public static ArmAnswer List(string subscription)
    {
        JsonArray value = [.. s_providers.Keys.Concat(s_kept).Select(ns => Of(subscription, ns))];
        return ArmAnswer.Of(HttpStatusCode.OK, new JsonObject { ["value"] = value });
    }

    /// <summary>GET /subscriptions/{id}/providers/{namespace}, and POST .../register.</summary>
    /// <exception cref="RefusalException">404 InvalidResourceNamespace.</exception>
    public static ArmAnswer Get(string subscription, string ns) => ArmAnswer.Of(HttpStatusCode.OK, Of(subscription, ns));

    private static JsonObject Of(string subscription, string ns)
    {
        var known = Require(ns);
        JsonArray documents = [];
        foreach (var type in s_providers.GetValueOrDefault(known) ?? [])
        {
            JsonArray locations = [.. RegionDocuments.DisplayNames.Select(static name => JsonValue.Create(name))];
            JsonArray offered = [.. Offered(known, type).Select(static version => JsonValue.Create(version))];
            documents.Add(new JsonObject
            {
                ["resourceType"] = type,
                ["locations"] = locations,
                ["apiVersions"] = offered,
                ["capabilities"] = "None"
            });
        }

        return new JsonObject
        {
            ["id"] = $"/subscriptions/{subscription}/providers/{known}",
            ["namespace"] = known,
            ["resourceTypes"] = documents,
            ["registrationState"] = "Registered",
            ["registrationPolicy"] = known is "Microsoft.Resources" or "Microsoft.Authorization" or "Microsoft.Features"
                ? "RegistrationFree"
                : "RegistrationRequired",
        };
    }

    /// <summary>A provider's namespace in ARM's casing.</summary>
    /// <exception cref="RefusalException">404 InvalidResourceNamespace: the provider doesn't exist.</exception>
    public static string Require(string ns) =>
        s_providers.Keys.FirstOrDefault(name => ResourceId.Is(name, ns)) ?? (s_kept.TryGetValue(ns, out var kept) ? kept
            : throw new RefusalException(
                HttpStatusCode.NotFound, "InvalidResourceNamespace", $"The resource namespace '{RequestErrors.Shorten(ns)}' is invalid."));

    // Newest first, because clients use the first one that isn't a preview.
    private static IEnumerable<string> Offered(string ns, string type) =>
        KnownVersions.Of(ns, type.Split('/')[0])!.OrderDescending(StringComparer.Ordinal);
}

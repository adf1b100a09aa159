using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Clusters;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.ApiVersions;

/// <summary>
/// The api-versions that introduced members of clusters: an older api-version neither returns nor accepts them. Sources: recordings
/// of 2020-09-01 and 2023-10-02-preview, the schemas of 2026-05, and the notes on 2026-06-01 show whether a version has a member.
/// The dates are those of the public specification as far as they are known; until 2022-11, those of azure-mgmt-containerservice.
/// </summary>
internal static class ClusterHistory
{
    private const string Pools = "agentPoolProfiles";
    private static readonly Version s_withoutDashboard = new(1, 18);

    // A path below properties, the first stable version, and the first preview version if that was earlier.
    private static readonly (string[] Path, string Stable, string Preview)[] s_members =
    [
        Member("powerState", "2020-09-01"),
        Member("agentPoolProfiles.powerState", "2020-09-01"),
        Member("agentPoolProfiles.osDiskType", "2020-09-01"),
        Member("azurePortalFQDN", "2020-12-01"),
        Member("agentPoolProfiles.kubeletDiskType", "2020-12-01"),
        Member("windowsProfile.enableCSIProxy", "2020-12-01"),
        Member("agentPoolProfiles.osSKU", "2021-03-01"),
        Member("agentPoolProfiles.enableFIPS", "2021-05-01"),
        Member("disableLocalAccounts", "2021-05-01"),
        Member("securityProfile", "2021-07-01"),
        Member("agentPoolProfiles.scaleDownMode", "2021-07-01"),
        Member("networkProfile.natGatewayProfile", "2021-07-01"),
        Member("networkProfile.podCidrs", "2021-10-01"),
        Member("networkProfile.serviceCidrs", "2021-10-01"),
        Member("networkProfile.ipFamilies", "2021-10-01"),
        Member("currentKubernetesVersion", "2022-04-01", "2021-11-01"),
        Member("agentPoolProfiles.currentOrchestratorVersion", "2022-04-01", "2022-03-02"),
        Member("storageProfile", "2022-04-01"),
        Member("oidcIssuerProfile", "2022-09-01", "2021-11-01"),
        Member("workloadAutoScalerProfile", "2022-11-01", "2022-05-02"),
        Member("networkProfile.networkPluginMode", "2023-02-01", "2022-04-02"),
        Member("networkProfile.networkDataplane", "2023-02-01", "2023-01-02"),
        Member("networkProfile.loadBalancerProfile.backendPoolType", "2022-11-02"),
        Member("supportPlan", "2023-02-02"),
        Member("metricsProfile", "2024-01-01"),
        Member("resourceUID", "2024-01-01"),
        Member("agentPoolProfiles.eTag", "2024-10-01", "2024-04-02"),
        Member("bootstrapProfile", "2024-10-01", "2024-06-02"),
        Member("nodeProvisioningProfile", "2025-05-01", "2024-04-02"),
        Member("nodeProvisioningProfile.defaultNodePools", "2025-05-01", "2025-03-02"),
        Member("networkProfile.podLinkLocalAccess", "9999-01-01", "2024-09-02"),
        Member("networkProfile.natGatewayProfile.outboundIPs", "2026-06-01", "2026-01-02"),
        Member("networkProfile.natGatewayProfile.outboundIPPrefixes", "2026-06-01", "2026-01-02"),
        Member("networkProfile.natGatewayProfile.managedOutboundIPProfile.countIPv6", "2026-06-01", "2026-01-02"),
        Member("networkProfile.natGatewayProfile.sku", "2026-06-01"),
    ];

    /// <summary>True if an api-version has all members.</summary>
    public static bool IsCurrent(string apiVersion) => ApiVersionDate.Since(apiVersion, "2026-06-01");

    /// <summary>
    /// True if documents have an eTag. aks-preview has had it since May 2024, and stable api-versions since autumn 2024: 2024-09-01
    /// doesn't have it (Azure/azure-service-operator, Test_AKS_ManagedCluster_20240901_CRUD).
    /// </summary>
    private static bool HasETag(string apiVersion) =>
        ApiVersionDate.Since(apiVersion, ApiVersionDate.IsPreview(apiVersion) ? "2024-04-02" : "2024-10-01");

    /// <summary>Changes a cluster to the form of an older api-version.</summary>
    public static JsonObject Show(JsonObject document, string apiVersion)
    {
        if (!HasETag(apiVersion))
        {
            document.Remove("eTag");
        }

        if (!ApiVersionDate.Since(apiVersion, "2025-01-01") && document.Text("kind") == "Base" && !ApiVersionDate.IsPreview(apiVersion))
        {
            document.Remove("kind");
        }

        if (!ApiVersionDate.Since(apiVersion, "2023-01-01") && document.Object("sku").Text("name") == "Base")
        {
            document.Object("sku")!["name"] = "Basic";
        }

        if (document.Object("properties") is not { } properties)
        {
            return document;
        }

        JsonArray pools = [];
        foreach (var pool in properties.Array("agentPoolProfiles").Objects())
        {
            pools.Add(ShowPool(pool.Copy(), apiVersion));
        }

        if (properties.ContainsKey("agentPoolProfiles"))
        {
            properties["agentPoolProfiles"] = pools;
        }

        RemoveNewer(properties, apiVersion);
        ConvertDefaults(properties, apiVersion);
        document["properties"] = ClusterDocumentBuilder.InOrder(properties.Copy());
        return document;
    }

    /// <summary>Changes an agent pool to the form of an older api-version.</summary>
    public static JsonObject ShowPool(JsonObject pool, string apiVersion)
    {
        RemoveNewerFromPool(pool, apiVersion);
        ConvertPoolDefaults(pool, apiVersion);
        if (!ApiVersionDate.Since(apiVersion, "2022-01-01"))
        {
            // This member isn't new. Only newer api-versions return it without a meaningful value, as recorded.
            DropIf(pool, "enableAutoScaling", pool.Flag("enableAutoScaling") == false);
            pool.Default("nodeLabels", new JsonObject());
        }

        return AgentPoolDocument.InOrder(pool);
    }

    // Defaults that newer api-versions return, as recorded with 2024-09-01 and 2025-09-02-preview.
    private static void ConvertPoolDefaults(JsonObject pool, string apiVersion)
    {
        var preview = ApiVersionDate.IsPreview(apiVersion);
        if (pool.Object("upgradeSettings") is { } upgrade)
        {
            DropIf(
                upgrade,
                "maxUnavailable",
                !ApiVersionDate.Since(apiVersion, preview ? "2024-09-02" : "2025-05-01") && upgrade.Text("maxUnavailable") == "0");
        }

        if (pool.Object("securityProfile") is { } security)
        {
            var hasAccess = preview || ApiVersionDate.Since(apiVersion, "2025-08-01");
            DropIf(security, "sshAccess", !hasAccess && security.Text("sshAccess") == "LocalUser");
            DropIf(pool, "securityProfile", security.Count == 0);
        }

        if (ApiVersionDate.Since(apiVersion, "2024-01-01") && pool.Text("provisioningState") == "Creating")
        {
            // Only the response of the creation has empty labels, as recorded.
            pool.Default("nodeLabels", new JsonObject());
        }
    }

    /// <summary>Removes members newer than an api-version from a cluster's properties.</summary>
    private static void RemoveNewer(JsonObject properties, string apiVersion)
    {
        foreach (var path in After(apiVersion))
        {
            foreach (var parent in Parents(properties, path))
            {
                parent.Remove(path[^1]);
            }
        }
    }

    /// <summary>Removes members newer than an api-version from an agent pool.</summary>
    private static void RemoveNewerFromPool(JsonObject pool, string apiVersion)
    {
        foreach (var path in After(apiVersion).Where(static path => path[0] == Pools))
        {
            pool.Remove(path[^1]);
        }
    }

    /// <summary>Keeps the values of members newer than an api-version: a client that doesn't know a member doesn't remove it.</summary>
    /// <param name="properties">A cluster's properties as the client sent them.</param>
    /// <param name="before">The current properties, or null.</param>
    /// <param name="apiVersion">The request's api-version.</param>
    public static void Keep(JsonObject properties, JsonObject? before, string apiVersion)
    {
        foreach (var path in After(apiVersion))
        {
            foreach (var parent in Parents(properties, path))
            {
                var old = path[0] == Pools
                    ? before.Array(Pools).Objects().FirstOrDefault(pool => pool.Text("name") == parent.Text("name"))
                    : path[..^1].Aggregate(before, static (node, name) => node.Object(name));
                if (!parent.ContainsKey(path[^1]) && old is not null && old.TryGetPropertyValue(path[^1], out var value))
                {
                    parent[path[^1]] = value?.DeepClone();
                }
            }
        }
    }

    private static IEnumerable<string[]> After(string apiVersion) =>
        from member in s_members
        where !ApiVersionDate.Since(apiVersion, ApiVersionDate.IsPreview(apiVersion) ? member.Preview : member.Stable)
        select member.Path;

    private static IEnumerable<JsonObject> Parents(JsonObject properties, string[] path)
    {
        if (path[0] == Pools)
        {
            return properties.Array(Pools).Objects();
        }

        return path[..^1].Aggregate((JsonObject?)properties, static (node, name) => node.Object(name)) is { } parent ? [parent] : [];
    }

    private static (string[] Path, string Stable, string Preview) Member(string path, string stable, string? preview = null) =>
        (path.Split('.'), stable, preview ?? stable);

    // Defaults that older api-versions omit or return in another form.
    private static void ConvertDefaults(JsonObject properties, string apiVersion)
    {
        var network = properties.Object("networkProfile");
        if (network.Object("loadBalancerProfile") is { Count: 0 })
        {
            network!.Remove("loadBalancerProfile");
        }

        if (!ApiVersionDate.Since(apiVersion, "2024-01-01"))
        {
            DropIf(network ?? [], "networkPolicy", network.Text("networkPolicy") == "none");
            if (properties.Text("provisioningState") != "Creating" && network.Text("loadBalancerSku") is { Length: > 0 } sku)
            {
                // These versions return "standard" while AKS creates a cluster and "Standard" afterwards, as recorded.
                network!["loadBalancerSku"] = char.ToUpperInvariant(sku[0]) + sku[1..];
            }
        }

        if (!ApiVersionDate.Since(apiVersion, "2021-01-01"))
        {
            AddDashboard(properties);
        }

        if (!ApiVersionDate.Since(apiVersion, "2024-09-01")
            && properties.Object("autoUpgradeProfile") is { } upgrades
            && upgrades.Text("nodeOSUpgradeChannel") == "NodeImage")
        {
            upgrades.Remove("nodeOSUpgradeChannel");
            DropIf(properties, "autoUpgradeProfile", upgrades.Count == 0);
        }

        // Preview versions had a driver version until there was only one driver. When that ended isn't recorded; the schemas of
        // 2026 don't contain it.
        if (ApiVersionDate.IsPreview(apiVersion) && !ApiVersionDate.Since(apiVersion, "2026-01-01"))
        {
            properties.Object("storageProfile").Object("diskCSIDriver")?.Default("version", "v1");
        }
    }

    // In 2020, AKS returned the dashboard on every cluster: enabled before Kubernetes 1.18 and disabled since, as recordings of
    // both show.
    private static void AddDashboard(JsonObject properties)
    {
        var addons = properties.Ensure("addonProfiles");
        if (!addons.ContainsKey("KubeDashboard"))
        {
            var early = Version.TryParse(properties.Text("kubernetesVersion"), out var version) && version < s_withoutDashboard;
            addons["KubeDashboard"] = new JsonObject { ["enabled"] = early, ["config"] = null };
        }
    }

    private static void DropIf(JsonObject parent, string name, bool says)
    {
        if (says)
        {
            parent.Remove(name);
        }
    }
}

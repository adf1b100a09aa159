using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>How a cluster looks through an api-version: the simulator keeps it as the newest one shows it.</summary>
internal static class ClusterView
{
    private static readonly Version s_withoutDashboard = new(1, 18);

    /// <summary>The cluster in UTF-8.</summary>
    public static byte[] Bytes(Resource cluster, string apiVersion) =>
        ClusterHistory.IsCurrent(apiVersion) ? cluster.Bytes : Json.Bytes(Older(cluster.Document.Copy(), apiVersion));

    /// <summary>The cluster in a list, in UTF-8.</summary>
    public static byte[] Listed(Resource cluster, string apiVersion)
    {
        if (!PrivateLink.IsPrivate(cluster.Properties))
        {
            return Bytes(cluster, apiVersion);
        }

        JsonObject document = cluster.Document.Copy();
        PrivateLink.Begin(document.Object("properties")!, cluster.Path!.Subscription, cluster.Location, document.Object("properties").Text("provisioningState") != "Creating");
        return Json.Bytes(ClusterHistory.IsCurrent(apiVersion) ? document : Older(document, apiVersion));
    }

    /// <summary>A pool as a resource of its own.</summary>
    public static JsonObject Pool(Resource cluster, JsonObject pool, string apiVersion)
    {
        JsonObject shown = pool.Copy();
        if (!ClusterHistory.IsCurrent(apiVersion))
        {
            shown = OlderPool(shown, apiVersion);
        }

        return AgentPoolDocument.AsChild(cluster.Id, shown);
    }

    private static JsonObject Older(JsonObject document, string apiVersion)
    {
        if (!ClusterHistory.HasETag(apiVersion))
        {
            document.Remove("eTag");
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
        foreach (JsonObject pool in properties.Array("agentPoolProfiles").Objects())
        {
            pools.Add(OlderPool(pool.Copy(), apiVersion));
        }

        if (properties.ContainsKey("agentPoolProfiles"))
        {
            properties["agentPoolProfiles"] = pools;
        }

        ClusterHistory.TakeOut(properties, apiVersion);
        TellLess(properties, apiVersion);
        document["properties"] = ClusterDocumentBuilder.InOrder(properties.Copy());
        return document;
    }

    private static JsonObject OlderPool(JsonObject pool, string apiVersion)
    {
        ClusterHistory.TakeOutOfPool(pool, apiVersion);
        if (!ApiVersionDate.Since(apiVersion, "2022-01-01"))
        {
            // These are old themselves; that they were answered where they say nothing is new, as recorded.
            DropIf(pool, "enableAutoScaling", pool.Flag("enableAutoScaling") == false);
            DropIf(pool, "upgradeSettings", pool.Object("upgradeSettings") is { Count: 0 });
            pool.Default("nodeLabels", new JsonObject());
        }

        return AgentPoolDocument.InOrder(pool);
    }

    // Defaults that older api-versions don't tell, or tell in their own way.
    private static void TellLess(JsonObject properties, string apiVersion)
    {
        JsonObject? network = properties.Object("networkProfile");
        if (network.Object("loadBalancerProfile") is { Count: 0 })
        {
            network!.Remove("loadBalancerProfile");
        }

        if (!ApiVersionDate.Since(apiVersion, "2021-01-01"))
        {
            AddDashboard(properties);
        }

        if (!ApiVersionDate.Since(apiVersion, "2024-09-01") && properties.Object("autoUpgradeProfile") is { } upgrades && upgrades.Text("nodeOSUpgradeChannel") == "NodeImage")
        {
            upgrades.Remove("nodeOSUpgradeChannel");
            DropIf(properties, "autoUpgradeProfile", upgrades.Count == 0);
        }

        // Previews had a driver's version until it had but one; when that ended is not recorded, the schemas of 2026 don't have it.
        if (ApiVersionDate.IsPreview(apiVersion) && !ApiVersionDate.Since(apiVersion, "2025-01-01"))
        {
            properties.Object("storageProfile").Object("diskCSIDriver")?.Default("version", "v1");
        }
    }

    // In 2020 AKS told of the dashboard on every cluster: on before Kubernetes 1.18, off from then on, as recordings of both show.
    private static void AddDashboard(JsonObject properties)
    {
        JsonObject addons = properties.Ensure("addonProfiles");
        if (!addons.ContainsKey("KubeDashboard"))
        {
            bool early = Version.TryParse(properties.Text("kubernetesVersion"), out Version? version) && version < s_withoutDashboard;
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

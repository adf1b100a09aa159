using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>Creates the document that AKS stores for an agent pool from the document that the client sent, as recorded.</summary>
internal static class AgentPoolDocument
{
    private static readonly string[] s_order =
    [
        "name", "count", "vmSize", "osDiskSizeGB", "osDiskType", "kubeletDiskType", "workloadRuntime", "vnetSubnetID", "podSubnetID",
        "maxPods", "type", "availabilityZones", "maxCount", "minCount", "enableAutoScaling", "scaleDownMode", "provisioningState",
        "powerState", "orchestratorVersion", "currentOrchestratorVersion", "enableNodePublicIP", "enableCustomCATrust", "tags",
        "nodeLabels", "nodeTaints", "mode", "enableEncryptionAtHost", "enableUltraSSD", "osType", "osSKU", "nodeImageVersion",
        "upgradeSettings", "enableFIPS", "networkProfile", "securityProfile",
    ];

    private static readonly string[] s_sshAccess = ["LocalUser", "Disabled", "EntraID"];

    // Only AKS writes these members.
    private static readonly string[] s_readOnly = ["provisioningState", "nodeImageVersion", "currentOrchestratorVersion", "eTag"];

    // Fixed when the pool is created: a PUT that omits them keeps them.
    private static readonly string[] s_settled =
    [
        "vmSize", "osDiskSizeGB", "osDiskType", "maxPods", "type", "osType", "osSKU", "powerState", "orchestratorVersion", "mode", "count",
        "tags"
    ];

    /// <summary>Creates the document of a pool that isn't in its final state yet.</summary>
    /// <param name="world">The simulated world.</param>
    /// <param name="pool">The pool as the client sent it, with its name.</param>
    /// <param name="before">The current pool, or null for a new one.</param>
    /// <param name="cluster">The cluster's properties.</param>
    /// <param name="apiVersion">The request's api-version: its defaults are stored.</param>
    /// <param name="inCluster">True if the pool is part of a cluster's PUT.</param>
    public static JsonObject Build(
        SimulatedWorld world, JsonObject pool, JsonObject? before, JsonObject cluster, string apiVersion, bool inCluster)
    {
        foreach (var name in s_readOnly)
        {
            pool.Remove(name);
        }

        foreach (var name in s_readOnly.Concat(s_settled))
        {
            if (!pool.ContainsKey(name) && before is not null && before.TryGetPropertyValue(name, out var value))
            {
                pool[name] = value?.DeepClone();
            }
        }

        var windows = ResourceId.Is(pool.Text("osType"), "Windows");
        pool.Default("count", 1);
        if (pool.Text("vmSize") is not { Length: > 0 })
        {
            // AKS chooses a size that the region and the quota allow; this one stands for it.
            pool["vmSize"] = before.Text("vmSize") ?? "Standard_DS2_v2";
        }

        if (pool.Number("osDiskSizeGB") is null or 0)
        {
            pool["osDiskSizeGB"] = 128;
        }

        pool.Default("osDiskType", "Managed");
        pool.Default("type", "VirtualMachineScaleSets");
        pool.Default("mode", before is null && cluster.Array("agentPoolProfiles") is { Count: <= 1 } ? "System" : "User");
        pool.Default("osType", "Linux");
        pool.Default("powerState", new JsonObject { ["code"] = "Running" });
        pool.Default("enableNodePublicIP", false);
        pool.Default("maxPods", MaxPods(cluster.Object("networkProfile")));
        var version = pool.Text("orchestratorVersion") is { Length: > 0 } wanted
            ? wanted
            : cluster.Text("kubernetesVersion") ?? ClusterDocumentBuilder.DefaultVersion;
        pool["orchestratorVersion"] = version;
        pool["currentOrchestratorVersion"] = version.Count(static c => c == '.') == 1 ? cluster.Text("currentKubernetesVersion") : version;
        pool.Default("kubeletDiskType", "OS");
        pool.Default("enableAutoScaling", false);
        pool.Default("osSKU", windows ? "Windows2022" : "Ubuntu");
        FillByVersion(pool, before, apiVersion, inCluster);
        pool.Default("enableFIPS", false);

        if (ResourceId.Is(pool.Text("type"), "AvailabilitySet"))
        {
            // Only scale sets have node images, as recorded.
            pool.Remove("nodeImageVersion");
        }
        else if (!pool.ContainsKey("nodeImageVersion"))
        {
            pool["nodeImageVersion"] = NodeImages.Of(pool);
        }

        MarkSpot(pool);
        DropDefaults(pool);
        pool["provisioningState"] = before is null ? "Creating" : "Updating";
        pool["eTag"] = world.Ids.NextGuid().ToString();
        return pool.Ordered(s_order);
    }

    /// <summary>A pool with its members in AKS's order.</summary>
    public static JsonObject InOrder(JsonObject pool) => pool.Ordered(s_order);

    /// <summary>A pool in the form of a child resource.</summary>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="properties">The pool, with its name; it becomes the child's properties.</param>
    public static JsonObject AsChild(string clusterId, JsonObject properties)
    {
        var name = properties.Text("name") ?? "";
        properties.Remove("name");
        return new JsonObject
        {
            ["id"] = $"{clusterId}/agentPools/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.ContainerService/managedClusters/agentPools",
            ["properties"] = properties,
        };
    }

    // Recorded with 2020-09-01 (Azure/azure-cli, test_aks_nodepool_system_pool), with 2024-09-01 (Azure/azure-service-operator,
    // Test_AKS_ManagedCluster_20240901_CRUD), and with 2025-09-02-preview (Azure/azure-cli-extensions, test_aks_check_network). None
    // of the recordings of 2023-10-02-preview has the newer defaults.
    private static void FillByVersion(JsonObject pool, JsonObject? before, string apiVersion, bool inCluster)
    {
        var since2022 = ApiVersionDate.Since(apiVersion, "2022-01-01");
        if (since2022)
        {
            pool.Ensure("upgradeSettings");
        }
        else if (inCluster)
        {
            pool.Default("nodeLabels", new JsonObject());
        }

        if (since2022 && pool.Object("nodeLabels") is { Count: 0 })
        {
            pool.Remove("nodeLabels");
        }

        if (since2022 && pool.Object("tags") is { Count: 0 })
        {
            pool.Remove("tags");
        }

        if (pool.Object("securityProfile").Text("sshAccess") is { } access)
        {
            pool.Object("securityProfile")!["sshAccess"] = s_sshAccess.FirstOrDefault(known => ResourceId.Is(known, access)) ?? access;
        }

        if (!ApiVersionDate.Since(apiVersion, "2024-01-01"))
        {
            return;
        }

        pool.Default("scaleDownMode", before.Text("scaleDownMode") ?? "Delete");
        var upgrade = pool.Object("upgradeSettings")!;
        upgrade.Default("maxSurge", "10%");
        upgrade.Default("maxUnavailable", "0");
        var security = pool.Ensure("securityProfile");
        security.Default("sshAccess", "LocalUser");
        security.Default("enableVTPM", false);
        security.Default("enableSecureBoot", false);
        pool["securityProfile"] = security.Copy().Ordered("sshAccess", "enableVTPM", "enableSecureBoot");
    }

    // AKS labels and taints the nodes of a spot pool (https://learn.microsoft.com/azure/aks/spot-node-pool).
    private static void MarkSpot(JsonObject pool)
    {
        const string key = "kubernetes.azure.com/scalesetpriority";
        if (!ResourceId.Is(pool.Text("scaleSetPriority"), "Spot"))
        {
            return;
        }

        pool.Ensure("nodeLabels").Default(key, "spot");
        const string taint = key + "=spot:NoSchedule";
        var taints = pool.Array("nodeTaints");
        if (taints is null)
        {
            pool["nodeTaints"] = new JsonArray(taint);
        }
        else if (!taints.Texts().Contains(taint))
        {
            taints.Add(taint);
        }
    }

    // A value equal to the default isn't returned, as recorded.
    private static void DropDefaults(JsonObject pool)
    {
        if (pool.Text("scaleSetPriority") is null or "Regular")
        {
            pool.Remove("scaleSetPriority");
            pool.Remove("scaleSetEvictionPolicy");
            pool.Remove("spotMaxPrice");
        }

        foreach (var name in (string[])["nodeTaints", "nodeInitializationTaints", "availabilityZones"])
        {
            if (pool.TryGetPropertyValue(name, out var value) && value is null or JsonArray { Count: 0 })
            {
                pool.Remove(name);
            }
        }
    }

    // kubenet 110, azure 30, azure overlay 250: AKS's documented defaults. None 250 and two families without a plugin 110: as recorded.
    private static int MaxPods(JsonObject? network) =>
        network is null || ResourceId.Is(network.Text("networkPluginMode"), "overlay") ? 250
        : network.Text("networkPlugin") is not { } plugin ? (network.Array("ipFamilies") is { Count: > 1 } ? 110 : 250)
        : ResourceId.Is(plugin, "none") ? 250
        : ResourceId.Is(plugin, "kubenet") ? 110 : 30;
}

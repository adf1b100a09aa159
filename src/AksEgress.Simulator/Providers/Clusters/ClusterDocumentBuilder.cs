using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// Creates the document that AKS stores for a cluster from the document that the client sent, as recorded: defaults, read-only
/// members, order.
/// </summary>
internal static class ClusterDocumentBuilder
{
    /// <summary>The Kubernetes version of a cluster that doesn't specify one.</summary>
    public const string DefaultVersion = "1.33.5";

    private static readonly string[] s_documentOrder =
    [
        "id", "location", "name", "tags", "type", "kind", "properties", "identity", "sku", "extendedLocation", "eTag"
    ];

    private static readonly string[] s_order =
    [
        "provisioningState", "powerState", "kubernetesVersion", "currentKubernetesVersion", "dnsPrefix", "fqdnSubdomain", "fqdn",
        "privateFQDN", "azurePortalFQDN", "agentPoolProfiles", "linuxProfile", "windowsProfile", "servicePrincipalProfile", "addonProfiles",
        "podIdentityProfile", "nodeResourceGroup", "enableRBAC", "enablePodSecurityPolicy", "supportPlan", "networkProfile", "aadProfile",
        "maxAgentPools", "privateLinkResources", "apiServerAccessProfile", "identityProfile", "autoScalerProfile", "autoUpgradeProfile",
        "disableLocalAccounts", "securityProfile", "storageProfile", "oidcIssuerProfile", "nodeResourceGroupProfile",
        "workloadAutoScalerProfile", "metricsProfile", "resourceUID",
    ];

    // Only AKS writes these members; a client's values are ignored.
    private static readonly string[] s_readOnly =
    [
        "provisioningState", "powerState", "fqdn", "privateFQDN", "azurePortalFQDN", "currentKubernetesVersion", "maxAgentPools",
        "privateLinkResources", "identityProfile", "resourceUID", "status"
    ];

    // Fixed when the cluster is created: a PUT that omits them keeps them.
    private static readonly string[] s_settled =
    [
        "dnsPrefix", "fqdnSubdomain", "nodeResourceGroup", "linuxProfile", "windowsProfile", "servicePrincipalProfile", "enableRBAC",
        "kubernetesVersion", "supportPlan"
    ];

    /// <summary>Creates the document. The rules are checked afterwards.</summary>
    public static JsonObject Build(SimulatedWorld world, ResourceId path, string id, Resource? existing, JsonObject body, string apiVersion)
    {
        var properties = body.Object("properties") ?? [];
        body.Remove("properties");
        var before = existing?.Document.Object("properties");
        Keep(properties, before, s_readOnly, always: existing is not null);
        if (existing is null)
        {
            foreach (var name in s_readOnly.Where(static name => name != "identityProfile"))
            {
                properties.Remove(name);
            }
        }

        Keep(properties, before, s_settled, always: false);
        world.History.Keep(path.Type, properties, before, apiVersion);
        ClusterIdentity.RemoveSecret(properties, existing is null);
        var location = Resource.ShortLocation(body.Text("location") ?? existing?.Location ?? "");
        FillVersion(properties, before);
        FillNames(world, path, properties, location, apiVersion);
        FillPools(world, properties, before, existing, apiVersion);
        FillWindows(properties, before);
        NetworkProfile.Fill(world, properties, before, location, apiVersion);
        FillRest(properties, apiVersion);
        properties.Default("resourceUID", world.Ids.NextGuid().ToString("N")[..24]);
        Addons.Fill(properties);
        PrivateLink.Begin(properties, path.Subscription, location, existing is not null);
        var state = existing is null ? "Creating" : ClusterStates.Of(properties, before!);
        ClusterStates.Set(properties, state, existing is null ? null : before);

        DropEmpty(body);
        if (ApiVersionDate.Since(apiVersion, "2025-01-01"))
        {
            // As recorded in Azure/azure-service-operator (Test_AKS_ManagedCluster_20250801_CRUD); 2024-09-01 doesn't return it.
            var kind = body.Object("sku").Text("name") == "Automatic" ? "Automatic" : "Base";
            body.Default("kind", existing?.Document.Text("kind") ?? kind);
        }

        body["id"] = id;
        body["location"] = location;
        body["name"] = existing?.Document.Text("name") ?? path.Name;
        body["type"] = "Microsoft.ContainerService/ManagedClusters";
        ClusterIdentity.Fill(world, path, body, properties, existing);
        body["properties"] = properties.Ordered(s_order);
        body["eTag"] = world.Ids.NextGuid().ToString();
        return body.Ordered(s_documentOrder);
    }

    /// <summary>The properties with their members in AKS's order.</summary>
    public static JsonObject InOrder(JsonObject properties) => properties.Ordered(s_order);

    /// <summary>Moves properties that were added at the end of an operation to their place in the order.</summary>
    public static void Reorder(Resource cluster)
    {
        var properties = cluster.Properties;
        cluster.Document["properties"] = properties.DeepClone().AsObject().Ordered(s_order);
    }

    private static void Keep(JsonObject properties, JsonObject? before, string[] names, bool always)
    {
        foreach (var name in names)
        {
            if (always)
            {
                properties.Remove(name);
            }

            if (!properties.ContainsKey(name) && before is not null && before.TryGetPropertyValue(name, out var value))
            {
                properties[name] = value?.DeepClone();
            }
        }
    }

    private static void FillVersion(JsonObject properties, JsonObject? before)
    {
        var version = properties.Text("kubernetesVersion") is { Length: > 0 } wanted
            ? wanted
            : before.Text("kubernetesVersion") ?? DefaultVersion;
        properties["kubernetesVersion"] = version;
        var current = before.Text("currentKubernetesVersion") ?? "";
        var minor = version.Count(static c => c == '.') == 1;
        properties["currentKubernetesVersion"] = minor && current.StartsWith(version + ".", StringComparison.Ordinal) ? current
            : minor ? (DefaultVersion.StartsWith(version + ".", StringComparison.Ordinal) ? DefaultVersion : version + ".0")
            : version;
    }

    // An empty object or a null isn't returned, as recorded with Azure Service Operator, which sends both.
    private static void DropEmpty(JsonObject body)
    {
        if (body.Object("tags") is { Count: 0 })
        {
            body.Remove("tags");
        }

        foreach (var holder in (JsonObject?[])[body.Object("identity"), body.Object("properties")])
        {
            foreach (var name in holder?.Where(static member => member.Value is null).Select(static member => member.Key).ToArray() ?? [])
            {
                holder!.Remove(name);
            }
        }
    }

    // AKS prepares a cluster for Windows pools if the client chose Azure CNI, as recorded.
    private static void FillWindows(JsonObject properties, JsonObject? before)
    {
        if (before is null && ResourceId.Is(properties.Object("networkProfile").Text("networkPlugin"), "azure"))
        {
            properties.Ensure("windowsProfile").Default("adminUsername", "azureuser");
        }
    }

    private static void FillNames(SimulatedWorld world, ResourceId path, JsonObject properties, string location, string apiVersion)
    {
        if (properties.Text("dnsPrefix") is not { Length: > 0 } && properties.Text("fqdnSubdomain") is null)
        {
            properties["dnsPrefix"] = path.Name + "-dns";
        }

        var prefix = properties.Text("dnsPrefix") ?? properties.Text("fqdnSubdomain")!;
        if (properties.Object("apiServerAccessProfile") is { } access && access.Flag("enablePrivateCluster") == true)
        {
            // Since 2021, a private cluster also has a public name for its private address unless the client disables it.
            if (ApiVersionDate.Since(apiVersion, "2021-05-01"))
            {
                access.Default("enablePrivateClusterPublicFQDN", true);
            }

            FillPrivateNames(world, properties, access, prefix, location);
        }
        else if (!properties.ContainsKey("fqdn"))
        {
            var label = $"{prefix}-{world.Ids.NextLabel(8)}";
            properties["fqdn"] = $"{label}.hcp.{location}.azmk8s.io";
            properties["azurePortalFQDN"] = $"{label}.portal.hcp.{location}.azmk8s.io";
        }

        if (properties.Text("nodeResourceGroup") is not { Length: > 0 })
        {
            properties["nodeResourceGroup"] = $"MC_{path.Group}_{path.Name}_{location}";
        }

        // AKS doesn't shorten the name; code, text, and target are public (rancher/rancher#21264, rancher/dashboard#8980). The limit is
        // documented at aka.ms/aks-naming-rules.
        if (properties.Text("nodeResourceGroup") is { Length: > 80 } name)
        {
            throw ClusterErrors.InvalidParameter(
                $"The length of the node resource group name is too long. The maximum length is 80 and the length of the value provided is "
                    + $"{name.Length}. Please see https://aka.ms/aks-naming-rules for more details.",
                "name");
        }
    }

    // As recorded: the zone is private instead of privatelink with API Server VNet Integration, and without a private zone both
    // names are equal.
    private static void FillPrivateNames(
        SimulatedWorld world, JsonObject properties, JsonObject access, string prefix, string location)
    {
        var isPublic = access.Flag("enablePrivateClusterPublicFQDN") == true;
        if (!isPublic)
        {
            properties.Remove("fqdn");
            properties.Remove("azurePortalFQDN");
        }
        else if (!properties.ContainsKey("fqdn"))
        {
            properties["fqdn"] = $"{prefix}-{world.Ids.NextLabel(8)}.hcp.{location}.azmk8s.io";
        }

        if (isPublic)
        {
            properties.Default("azurePortalFQDN", $"{world.Ids.NextGuid():N}-priv.portal.hcp.{location}.azmk8s.io");
        }

        var zone = access.Flag("enableVnetIntegration") == true ? "private" : "privatelink";
        properties.Default(
            "privateFQDN",
            isPublic && ResourceId.Is(access.Text("privateDNSZone"), "none")
                ? properties.Text("fqdn")
                : $"{prefix}-{world.Ids.NextLabel(8)}.{world.Ids.NextGuid()}.{zone}.{location}.azmk8s.io");
    }

    private static void FillPools(
        SimulatedWorld world, JsonObject properties, JsonObject? before, Resource? existing, string apiVersion)
    {
        JsonArray built = [];
        foreach (var node in properties.Array("agentPoolProfiles") ?? [])
        {
            if (node is not JsonObject pool)
            {
                throw ClusterErrors.InvalidParameter("The value of parameter agentPoolProfiles is invalid.", "agentPoolProfiles");
            }

            var old = before.Array("agentPoolProfiles").Objects().FirstOrDefault(other => other.Text("name") == pool.Text("name"));
            built.Add(AgentPoolDocument.Build(world, pool.Copy(), old, properties, apiVersion, inCluster: true));
        }

        if (existing is not null && !properties.ContainsKey("agentPoolProfiles"))
        {
            built = before.Array("agentPoolProfiles")?.DeepClone().AsArray() ?? [];
        }

        properties["agentPoolProfiles"] = built;
    }

    private static void FillRest(JsonObject properties, string apiVersion)
    {
        properties.Default("enableRBAC", true);
        properties["maxAgentPools"] = properties["maxAgentPools"]?.DeepClone() ?? 100;
        properties.Object("windowsProfile")?.Default("enableCSIProxy", true);
        if (properties.Object("apiServerAccessProfile") is { } access)
        {
            if (access.Array("authorizedIPRanges") is { Count: 0 })
            {
                access.Remove("authorizedIPRanges");
            }

            if (access.Flag("enablePrivateCluster") == true)
            {
                access.Default("privateDNSZone", "system");
            }

            if (access.Flag("enableVnetIntegration") == true)
            {
                // AKS's own subnet isn't shown, as recorded.
                access.Default("subnetId", "");
            }

            if (access.Count == 0 && !ApiVersionDate.Since(apiVersion, "2021-01-01"))
            {
                properties.Remove("apiServerAccessProfile");
            }
        }

        properties.Default("supportPlan", "KubernetesOfficial");
        if (!ApiVersionDate.Since(apiVersion, "2024-01-01"))
        {
            // Later api-versions return it only if it was sent, as recorded.
            properties.Default("disableLocalAccounts", false);
        }

        FillPodIdentity(properties);
        properties.Default("securityProfile", new JsonObject());
        var storage = properties.Ensure("storageProfile");
        storage.Default("diskCSIDriver", new JsonObject { ["enabled"] = true });
        storage.Default("fileCSIDriver", new JsonObject { ["enabled"] = true });
        storage.Default("snapshotController", new JsonObject { ["enabled"] = true });
        properties.Default("oidcIssuerProfile", new JsonObject { ["enabled"] = false });
        properties.Default("workloadAutoScalerProfile", new JsonObject());
        properties.Default("autoUpgradeProfile", new JsonObject { ["nodeOSUpgradeChannel"] = "NodeImage" });
        properties.Default("bootstrapProfile", new JsonObject { ["artifactSource"] = "Direct" });
        properties.Ensure("nodeProvisioningProfile").Default("mode", "Manual");
        properties.Object("nodeProvisioningProfile")!.Default("defaultNodePools", "Auto");
        properties.Ensure("metricsProfile").Default("costAnalysis", new JsonObject { ["enabled"] = false });
    }

    // Disabled and empty parts aren't returned, as recorded.
    private static void FillPodIdentity(JsonObject properties)
    {
        if (properties.Object("podIdentityProfile") is not { } identity)
        {
            return;
        }

        foreach (var member in identity
            .Where(static member => member.Value is JsonArray { Count: 0 })
            .Select(static member => member.Key)
            .ToArray())
        {
            identity.Remove(member);
        }

        if (identity.Flag("enabled") == false)
        {
            identity.Remove("enabled");
        }
    }
}

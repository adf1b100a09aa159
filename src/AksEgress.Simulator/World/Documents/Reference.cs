using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World.Documents;

/// <summary>A reference from one resource to another.</summary>
/// <param name="TargetKey">The id of the target, in lower case.</param>
/// <param name="TargetId">The id of the target, as written.</param>
/// <param name="HolderId">The id of the referring resource or inline child.</param>
/// <param name="BackMember">The member of the target that shows the back-reference; null if there is none.</param>
/// <param name="IsList">True if that member is an array of references.</param>
internal sealed record Reference(string TargetKey, string TargetId, string HolderId, string? BackMember, bool IsList)
{
    /// <summary>All references of a document that the simulator evaluates.</summary>
    public static List<Reference> Read(ResourceId path, string id, JsonObject document)
    {
        List<Reference> found = [];
        var properties = document.Object("properties");
        switch (path.Type.ToLowerInvariant())
        {
            case "microsoft.network/virtualnetworks":
                foreach (var subnet in properties.Array("subnets").Objects())
                {
                    var holder = subnet.Text("id") ?? $"{id}/subnets/{subnet.Text("name")}";
                    var own = subnet.Object("properties");
                    Add(found, own.Object("routeTable"), holder, "subnets", true);
                    Add(found, own.Object("natGateway"), holder, "subnets", true);
                    Add(found, own.Object("networkSecurityGroup"), holder, "subnets", true);
                }

                break;
            case "microsoft.network/natgateways":
                foreach (var member in (string[])["publicIpAddresses", "publicIpAddressesV6", "publicIpPrefixes", "publicIpPrefixesV6"])
                {
                    foreach (var item in properties.Array(member).Objects())
                    {
                        Add(found, item, id, "natGateway", false);
                    }
                }

                break;
            case "microsoft.network/publicipaddresses":
                Add(found, properties.Object("publicIPPrefix"), id, "publicIPAddresses", true);
                break;
            case "microsoft.containerservice/managedclusters":
                foreach (var pool in properties.Array("agentPoolProfiles").Objects())
                {
                    AddId(found, pool.Text("vnetSubnetID"), id, null, false);
                    AddId(found, pool.Text("podSubnetID"), id, null, false);
                    AddNodes(found, path, id, document, pool);
                }

                AddId(found, properties.Object("apiServerAccessProfile").Text("subnetId"), id, null, false);
                break;
            case "microsoft.network/firewallpolicies":
                Add(found, properties.Object("basePolicy"), id, "childPolicies", true);
                break;
            case "microsoft.network/firewallpolicies/rulecollectiongroups":
                AddId(
                    found,
                    id[..id.LastIndexOf("/ruleCollectionGroups/", StringComparison.OrdinalIgnoreCase)],
                    id,
                    "ruleCollectionGroups",
                    true);
                break;
            default:
                ReadConfigurations(found, path, id, properties);
                break;
        }

        return found;
    }

    // Each node is one IP configuration in its subnet, the first one of its network interface. The other ones, which Azure CNI
    // creates for pods, are omitted: with thirty per node, they would be most of a large state.
    private static void AddNodes(List<Reference> found, ResourceId path, string id, JsonObject cluster, JsonObject pool)
    {
        if (pool.Text("vnetSubnetID") is not { Length: > 0 } subnet)
        {
            return;
        }

        var group = cluster.Object("properties").Text("nodeResourceGroup") ?? $"MC_{path.Group}_{path.Name}_{cluster.Text("location")}";
        var set = ResourceId.Is(pool.Text("osType"), "Windows")
            ? $"aks{pool.Text("name")}"
            : $"aks-{pool.Text("name")}-{IdFactory.NodeSuffix(id.ToLowerInvariant())}-vmss";
        var key = subnet.ToLowerInvariant();
        for (var node = 0; node < (pool.Number("count") ?? 0); node++)
        {
            found.Add(new Reference(
                key,
                subnet,
                $"/subscriptions/{path.Subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachineScaleSets/{set}/"
                    + $"virtualMachines/{node}/networkInterfaces/{set}/ipConfigurations/ipconfig1",
                "ipConfigurations",
                true));
        }
    }

    private static void ReadConfigurations(List<Reference> found, ResourceId path, string id, JsonObject? properties)
    {
        foreach (var member in (string[])["frontendIPConfigurations", "ipConfigurations"])
        {
            var segment = member == "ipConfigurations" && ResourceId.Is(path.TypeName, "azureFirewalls")
                ? "azureFirewallIpConfigurations"
                : member;
            foreach (var configuration in properties.Array(member).Objects())
            {
                ReadConfiguration(found, id, segment, configuration);
            }
        }

        // A firewall's management configuration has a subnet and an address of its own.
        if (properties.Object("managementIpConfiguration") is { } management)
        {
            ReadConfiguration(found, id, "azureFirewallIpConfigurations", management);
        }

        Add(found, properties.Object("firewallPolicy"), id, "firewalls", true);
    }

    private static void ReadConfiguration(List<Reference> found, string id, string segment, JsonObject configuration)
    {
        var holder = configuration.Text("id") ?? $"{id}/{segment}/{configuration.Text("name")}";
        var own = configuration.Object("properties");
        Add(found, own.Object("publicIPAddress"), holder, "ipConfiguration", false);
        Add(found, own.Object("publicIPPrefix"), holder, "loadBalancerFrontendIpConfiguration", false);
        Add(found, own.Object("subnet"), holder, "ipConfigurations", true);
    }

    private static void Add(List<Reference> found, JsonObject? reference, string holder, string? back, bool list) =>
        AddId(found, reference.Text("id"), holder, back, list);

    private static void AddId(List<Reference> found, string? target, string holder, string? back, bool list)
    {
        if (!string.IsNullOrEmpty(target))
        {
            found.Add(new Reference(target.ToLowerInvariant(), target, holder, back, list));
        }
    }
}

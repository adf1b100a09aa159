using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.Providers.NodePools;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>The rules for a PUT of a cluster, in the order in which AKS checks them.</summary>
internal static class ClusterRules
{
    /// <summary>Refuses a cluster that violates a rule.</summary>
    /// <exception cref="RefusalException">400 with AKS's code and text.</exception>
    public static void Check(ClusterChange change)
    {
        CheckPools(change);
        CheckUnchanged(change);
        CheckServices(change);
        AccessRules.Check(change);
        ApiServerNetworkRules.Check(change);
        OutboundTypeRules.CheckKind(change);
        MigrationRules.Check(change);
        LoadBalancerProfileRules.Check(change);
        NatGatewayProfileRules.Check(change);
        OutboundTypeRules.CheckNetwork(change);
    }

    /// <summary>Checks a single pool.</summary>
    public static void CheckPool(SimulatedWorld world, JsonObject pool, JsonObject? before)
    {
        var name = pool.Text("name") ?? "";
        var windows = ResourceId.Is(pool.Text("osType"), "Windows");
        if (name.Length is 0 or > 12
            || !char.IsAsciiLetterLower(name[0])
            || name.Any(static c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
            || (windows && name.Length > 6))
        {
            throw ClusterErrors.InvalidParameter(
                "The value of parameter agentPoolProfile.name is invalid. Please see https://aka.ms/aks-naming-rules for more details.",
                "agentPoolProfile.name");
        }

        if (pool.Number("count") is null or < 0 or > 1000)
        {
            throw ClusterErrors.OutOfRange("agentPoolProfile.count", pool.Number("count") ?? -1, 0, 1000);
        }

        foreach (var member in (string[])["vnetSubnetID", "podSubnetID"])
        {
            if (pool.Text(member) is { } subnet)
            {
                ClusterChange.FindSubnet(world, subnet);
            }
        }

        if (before is null)
        {
            return;
        }

        foreach (var member in (string[])["vnetSubnetID", "podSubnetID", "vmSize", "osType", "type"])
        {
            if (!ResourceId.Is(pool.Text(member) ?? "", before.Text(member) ?? ""))
            {
                throw ClusterErrors.NotChangeable("properties." + member);
            }
        }
    }

    private static void CheckPools(ClusterChange change)
    {
        JsonObject[] pools = [.. change.Pools];
        var isHosted = change.Properties.Object("hostedSystemProfile").Flag("enabled") == true;
        if (pools.Length == 0 && !isHosted)
        {
            // AKS requires a pool; code and text aren't recorded.
            throw ClusterErrors.InvalidParameter("Required parameter agentPoolProfiles is missing (null).", "agentPoolProfiles");
        }

        HashSet<string> names = [];
        foreach (var pool in pools)
        {
            var before = change.Before.Array("agentPoolProfiles").Objects().FirstOrDefault(old => old.Text("name") == pool.Text("name"));
            CheckPool(change.World, pool, before);
            AgentPoolRules.Check(change, pool, before);
            if (!names.Add(pool.Text("name")!))
            {
                throw ClusterErrors.InvalidParameter(
                    $"The agent pool name '{pool.Text("name")}' is used more than once.", "agentPoolProfiles");
            }
        }

        // AKS Automatic can manage the system node pool itself (Azure/AKS release notes, "Managed system node pools").
        if (change.Existing is null && !isHosted && !pools.Any(static pool => ResourceId.Is(pool.Text("mode"), "System")))
        {
            throw ClusterErrors.InvalidParameter("The cluster must have at least one agent pool of mode System.", "agentPoolProfiles");
        }

        // A pool is deleted by its own DELETE. Not recorded: AKS may treat a pool that a PUT omits differently.
        var gone = change
            .Before.Array("agentPoolProfiles")
            .Objects()
            .Select(static old => old.Text("name"))
            .FirstOrDefault(old => old is not null && !names.Contains(old));
        if (gone is not null)
        {
            throw ClusterErrors.BadRequest(
                "BadRequest",
                $"The agent pool '{gone}' is missing from agentPoolProfiles. Delete it as a resource of its own.",
                "agentPoolProfiles");
        }
    }

    // Code, text, and target are from public issue threads (Azure/azure-cli#20810). All subnets of the virtual network count.
    private static void CheckServices(ClusterChange change)
    {
        if (change.Existing is not null || !AddressRange.TryParse(change.Network.Text("serviceCidr"), out var services))
        {
            return;
        }

        foreach ((var id, _) in change.NodeSubnets())
        {
            var network = change.World.Store.Find(ResourceId.TryParse(id)!.Parent().Key)?.Document.Object("properties");
            foreach (var subnet in network.Array("subnets").Objects().Select(static subnet => subnet.Object("properties")))
            {
                foreach (var range in subnet.Array("addressPrefixes").Texts().Append(subnet.Text("addressPrefix") ?? ""))
                {
                    if (AddressRange.TryParse(range, out var taken) && taken.Overlaps(services))
                    {
                        throw ClusterErrors.BadRequest(
                            "ServiceCidrOverlapExistingSubnetsCidr",
                            $"The specified service CIDR {services} is conflicted with an existing subnet CIDR {taken}",
                            "networkProfile.serviceCIDR");
                    }
                }
            }
        }
    }

    private static void CheckUnchanged(ClusterChange change)
    {
        if (change.Before is not { } before)
        {
            return;
        }

        foreach (var member in (string[])["dnsPrefix", "nodeResourceGroup"])
        {
            if (before.Text(member) is { } old && !ResourceId.Is(change.Properties.Text(member), old))
            {
                throw ClusterErrors.NotChangeable("properties." + member);
            }
        }

        var network = before.Object("networkProfile");
        var plugin = network.Text("networkPlugin");

        // kubenet can change to azure with overlay; no other change of the plugin is supported.
        var upgrade = ResourceId.Is(plugin, "kubenet")
            && ResourceId.Is(change.Network.Text("networkPlugin"), "azure")
            && ResourceId.Is(change.Network.Text("networkPluginMode"), "overlay");
        if (plugin is not null && !upgrade && !ResourceId.Is(change.Network.Text("networkPlugin"), plugin))
        {
            throw ClusterErrors.NotChangeable("properties.networkProfile.networkPlugin");
        }

        foreach (var member in (string[])["serviceCidr", "dnsServiceIP", "loadBalancerSku"])
        {
            // The Basic load balancer is retired; Azure CLI changes it to Standard (https://learn.microsoft.com/azure/aks/upgrade-basic-
            // load-balancer-on-aks).
            var leavesBasic = ResourceId.Is(network.Text(member), "basic") && ResourceId.Is(change.Network.Text(member), "standard");
            if (!leavesBasic && network.Text(member) is { } old && !ResourceId.Is(change.Network.Text(member), old))
            {
                throw ClusterErrors.NotChangeable("properties.networkProfile." + member);
            }
        }
    }
}

using AksEgress.Core.Arm;

namespace AksEgress.Core.Resources;

/// <summary>The names of resource types in sentences and in the nouns of cmdlets.</summary>
public static class ResourceNouns
{
    private static readonly Dictionary<string, (string Words, string Noun)> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        [ResourceTypes.ResourceGroups] = ("Resource group", "AksEgressResourceGroup"),
        [ResourceTypes.ManagedClusters] = ("Cluster", "AksEgressCluster"),
        [ResourceTypes.AgentPools] = ("Node pool", "AksEgressNodePool"),
        [ResourceTypes.VirtualNetworks] = ("Virtual network", "AksEgressVirtualNetwork"),
        [ResourceTypes.Subnets] = ("Subnet", "AksEgressSubnet"),
        [ResourceTypes.RouteTables] = ("Route table", "AksEgressRouteTable"),
        [ResourceTypes.Routes] = ("Route", "AksEgressRoute"),
        [ResourceTypes.PublicIps] = ("Public IP address", "AksEgressPublicIp"),
        [ResourceTypes.PublicIpPrefixes] = ("Public IP prefix", "AksEgressPublicIpPrefix"),
        [ResourceTypes.NatGateways] = ("NAT gateway", "AksEgressNatGateway"),
        [ResourceTypes.NetworkSecurityGroups] = ("Network security group", "AksEgressNetworkSecurityGroup"),
        [ResourceTypes.SecurityRules] = ("Security rule", "AksEgressSecurityRule"),
        [ResourceTypes.UserAssignedIdentities] = ("Identity", "AksEgressIdentity"),
        [ResourceTypes.Firewalls] = ("Azure Firewall", "AksEgressFirewall"),
        [ResourceTypes.RuleCollectionGroups] = ("Rule collection group", "AksEgressFirewallRule"),
        [ResourceTypes.FirewallPolicies] = ("Firewall policy", "AksEgressFirewallPolicy"),
        [ResourceTypes.Features] = ("Preview feature", "AksEgressFeature"),
    };

    /// <summary>The type in words, such as <c>Route table</c>.</summary>
    public static string Describe(string resourceType) => s_all.TryGetValue(resourceType, out var entry) ? entry.Words : resourceType;

    /// <summary>The type inside a sentence, such as <c>route table</c> or <c>NAT gateway</c>.</summary>
    public static string InSentence(string resourceType)
    {
        var words = Describe(resourceType);
        return words.Length > 1 && char.IsLower(words[1]) && !words.StartsWith("Azure", StringComparison.Ordinal)
            ? char.ToLowerInvariant(words[0]) + words[1..]
            : words;
    }

    /// <summary>The noun of the cmdlets for the type.</summary>
    public static string Noun(string resourceType) => s_all.TryGetValue(resourceType, out var entry) ? entry.Noun : "AzResource";
}

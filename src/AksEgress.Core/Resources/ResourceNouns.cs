using AksEgress.Core.Arm;

namespace AksEgress.Core.Resources;

/// <summary>How a resource type is called in a sentence and in a cmdlet's noun.</summary>
public static class ResourceNouns
{
    private static readonly Dictionary<string, (string Words, string Noun)> All = new(StringComparer.OrdinalIgnoreCase)
    {
        [ResourceTypes.ResourceGroup] = ("Resource group", "AksEgressResourceGroup"),
        [ResourceTypes.ManagedCluster] = ("Cluster", "AksEgressCluster"),
        [ResourceTypes.AgentPool] = ("Node pool", "AksEgressNodePool"),
        [ResourceTypes.VirtualNetwork] = ("Virtual network", "AksEgressVirtualNetwork"),
        [ResourceTypes.Subnet] = ("Subnet", "AksEgressSubnet"),
        [ResourceTypes.RouteTable] = ("Route table", "AksEgressRouteTable"),
        [ResourceTypes.Route] = ("Route", "AksEgressRouteTable"),
        [ResourceTypes.PublicIp] = ("Public IP address", "AksEgressPublicIp"),
        [ResourceTypes.PublicIpPrefix] = ("Public IP prefix", "AksEgressPublicIpPrefix"),
        [ResourceTypes.NatGateway] = ("NAT gateway", "AksEgressNatGateway"),
        [ResourceTypes.NetworkSecurityGroup] = ("Network security group", "AzNetworkSecurityGroup"),
        [ResourceTypes.UserAssignedIdentity] = ("Identity", "AksEgressIdentity"),
        [ResourceTypes.Firewall] = ("Azure Firewall", "AksEgressFirewall"),
        [ResourceTypes.RuleCollectionGroup] = ("Rule collection group", "AksEgressFirewallRule"),
        [ResourceTypes.FirewallPolicy] = ("Firewall policy", "AksEgressFirewallPolicy"),
        [ResourceTypes.Feature] = ("Preview feature", "AksEgressFeature"),
    };

    /// <summary>The type in words, such as <c>Route table</c>.</summary>
    public static string Describe(string resourceType) => All.TryGetValue(resourceType, out var entry) ? entry.Words : resourceType;

    /// <summary>The type inside a sentence, such as <c>route table</c> or <c>NAT gateway</c>.</summary>
    public static string InSentence(string resourceType)
    {
        var words = Describe(resourceType);
        return words.Length > 1 && char.IsLower(words[1]) && !words.StartsWith("Azure", StringComparison.Ordinal) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }

    /// <summary>The noun of the cmdlets for the type.</summary>
    public static string Noun(string resourceType) => All.TryGetValue(resourceType, out var entry) ? entry.Noun : "AzResource";
}

using System.Text.Json.Nodes;
using AksEgress.Core.NetworkSecurityGroups;

namespace AksEgress.Core.Paths;

/// <summary>
/// The outbound rules of a network security group in the order of processing: by priority, the first match decides
/// (https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules).
/// </summary>
internal static class SecurityGroupRules
{
    // Each group has these rules, also if the document doesn't list them, such as that of a group that doesn't exist yet:
    // https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules
    private static readonly IReadOnlyList<SecurityRule> s_defaults =
    [
        Default("AllowVnetOutBound", 65000, "VirtualNetwork", "VirtualNetwork", "Allow"),
        Default("AllowInternetOutBound", 65001, "*", "Internet", "Allow"),
        Default("DenyAllOutBound", 65500, "*", "*", "Deny"),
    ];

    /// <summary>The rules, as they apply to traffic from a subnet.</summary>
    public static IEnumerable<FilterRule> Of(NetworkSecurityGroup group, SubnetSpace space) =>
        Ordered(group.Rules.Concat(group.DefaultRules.Count > 0 ? group.DefaultRules : s_defaults)).Select(rule => Of(rule, space, null));

    /// <summary>
    /// The rules for the platform of the node's host: those that name its service tags. There are no default rules for it.
    /// </summary>
    public static IEnumerable<FilterRule> OfPlatform(NetworkSecurityGroup group, SubnetSpace space) =>
        Ordered(group.Rules)
            .Select(rule => (Rule: rule, Addresses: (AddressInterval[])[
                .. rule.DestinationAddressPrefix.Select(PlatformAddress.Of).OfType<AddressInterval>(),
            ]))
            .Where(item => item.Addresses.Length > 0)
            .Select(item => Of(item.Rule, space, new AddressSet(item.Addresses)));

    private static IEnumerable<SecurityRule> Ordered(IEnumerable<SecurityRule> rules) => rules
        .Where(rule => rule.Direction.Equals("Outbound", StringComparison.OrdinalIgnoreCase))
        .OrderBy(rule => rule.Priority);

    private static FilterRule Of(SecurityRule rule, SubnetSpace space, AddressSet? addresses)
    {
        // Which network interfaces belong to an application security group isn't in the documents of the network.
        var source = space.SourceOf(new AddressSet(
            rule.SourceAddressPrefix, hasMembers: rule.SourceApplicationSecurityGroup.Count > 0));

        // The source port is a part of the five-tuple that rules compare, and clients use any port.
        var hasAnyPort = rule.SourcePortRange.Count == 0
            || rule.SourcePortRange.Any(port => PortInterval.TryParse(port) is { First: 0, Last: PortInterval.Largest });
        source = source == Match.Yes && !hasAnyPort ? Match.Maybe : source;
        return new FilterRule(
            $"{rule.Name} ({rule.Priority})",
            rule.Access.Equals("Allow", StringComparison.OrdinalIgnoreCase),
            TransportOf(rule.Protocol),
            source,
            [.. rule.DestinationPortRange.Select(PortInterval.TryParse).OfType<PortInterval>()],
            addresses ?? new AddressSet(
                rule.DestinationAddressPrefix, hasMembers: rule.DestinationApplicationSecurityGroup.Count > 0),
            []);
    }

    private static SecurityRule Default(string name, int priority, string source, string destination, string access) => new(
        new JsonObject
        {
            ["name"] = name,
            ["properties"] = new JsonObject
            {
                ["direction"] = "Outbound",
                ["priority"] = priority,
                ["protocol"] = "*",
                ["sourceAddressPrefix"] = source,
                ["destinationAddressPrefix"] = destination,
                ["destinationPortRange"] = "*",
                ["access"] = access,
            },
        });

    private static Transport TransportOf(string protocol) => protocol.ToUpperInvariant() switch
    {
        "TCP" => Transport.Tcp,
        "UDP" => Transport.Udp,
        "*" => Transport.Both,
        _ => Transport.None,
    };
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The outbound rules of network security groups: the subnet's, and the network interface's, which AKS creates for its nodes. Both must
/// allow a connection; in each, the first rule by priority that matches decides
/// (https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works).
/// </summary>
internal static class SecurityGroups
{
    /// <summary>True if a connection can be opened.</summary>
    public static bool Allow(SubnetNetwork nodes, Destination destination) =>
        Of(nodes).All(group => Allows(group.Document.Object("properties"), nodes, destination));

    /// <summary>The groups that apply, each once.</summary>
    public static IEnumerable<Resource> Of(SubnetNetwork nodes)
    {
        var own = nodes.World.Store.FindId(nodes.Subnet.Object("networkSecurityGroup").Text("id"));
        return (own is null ? nodes.InterfaceGroups : nodes.InterfaceGroups.Append(own)).DistinctBy(static group => group.Key);
    }

    /// <summary>The values of a member that ARM has in a singular and a plural form: augmented rules have several.</summary>
    public static IEnumerable<string> All(JsonObject rule, string member)
    {
        var several = member + (member.EndsWith('x') ? "es" : "s");
        return rule.Text(member) is { Length: > 0 } one ? rule.Array(several).Texts().Append(one) : rule.Array(several).Texts();
    }

    private static bool Allows(JsonObject? group, SubnetNetwork nodes, Destination destination)
    {
        IEnumerable<JsonObject> rules = group.Array("securityRules").Objects().Concat(group.Array("defaultSecurityRules").Objects())
            .Select(static rule => rule.Object("properties")).OfType<JsonObject>()
            .Where(static rule => ResourceId.Is(rule.Text("direction"), "Outbound"))
            .OrderBy(static rule => rule.Number("priority") ?? 65500);
        var first = rules.FirstOrDefault(rule => Matches(rule, nodes, destination));
        return first is null || ResourceId.Is(first.Text("access"), "Allow");
    }

    private static bool Matches(JsonObject rule, SubnetNetwork nodes, Destination destination) =>
        (rule.Text("protocol") is "*" or null || ResourceId.Is(rule.Text("protocol"), destination.Protocol))
        && Prefixes.MatchPort(All(rule, "destinationPortRange"), destination.Port)
        && MatchesDestination(rule, nodes, destination)
        && MatchesSource(rule, nodes, destination);

    // A rule has prefixes or application security groups, for source and destination apart
    // (https://learn.microsoft.com/azure/virtual-network/application-security-groups).
    private static bool MatchesSource(JsonObject rule, SubnetNetwork nodes, Destination destination) =>
        All(rule, "sourceAddressPrefix").Any(prefix => SubnetNetwork.IsIPv6(destination.Address)
            ? prefix is "*" or "::/0" || ResourceId.Is(prefix, "VirtualNetwork")
            : Prefixes.MatchSource(prefix, nodes.Source, nodes))
        || Groups(rule, "sourceApplicationSecurityGroups").Any(id => nodes.ApplicationGroups.Any(own => ResourceId.Is(own, id)));

    private static bool MatchesDestination(JsonObject rule, SubnetNetwork nodes, Destination destination)
    {
        if (All(rule, "destinationAddressPrefix").Any(prefix => Prefixes.Match(prefix, destination, nodes)))
        {
            return true;
        }

        string[] groups = [.. Groups(rule, "destinationApplicationSecurityGroups")];
        return groups.Length > 0
            && InterfaceNetwork.Find(nodes, destination.Address.ToString()) is { } target
            && new InterfaceNetwork(nodes.World, target).ApplicationGroups.Any(own => groups.Any(id => ResourceId.Is(own, id)));
    }

    private static IEnumerable<string> Groups(JsonObject rule, string member) =>
        rule.Array(member).Objects().Select(static group => group.Text("id") ?? "");
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The outbound rules of network security groups: the subnet's, and the one that AKS creates for its nodes. Both must allow a
/// connection.
/// </summary>
internal static class SecurityGroups
{
    /// <summary>True if the nodes can open a connection.</summary>
    public static bool Allow(SimulatedWorld world, NodeNetwork nodes, Destination destination)
    {
        var groups = nodes.Nodes.All("networkSecurityGroups");
        if (world.Store.FindId(nodes.Subnet.Object("networkSecurityGroup").Text("id")) is { } own)
        {
            groups = groups.Append(own);
        }

        return groups.DistinctBy(static group => group.Key).All(group => Allows(group.Document.Object("properties"), nodes, destination));
    }

    private static bool Allows(JsonObject? group, NodeNetwork nodes, Destination destination)
    {
        IEnumerable<JsonObject> rules = group.Array("securityRules").Objects().Concat(group.Array("defaultSecurityRules").Objects())
            .Select(static rule => rule.Object("properties")).OfType<JsonObject>()
            .Where(static rule => ResourceId.Is(rule.Text("direction"), "Outbound"))
            .OrderBy(static rule => rule.Number("priority") ?? 65500);
        var first = rules.FirstOrDefault(rule => Matches(rule, nodes, destination));
        return first is null || ResourceId.Is(first.Text("access"), "Allow");
    }

    private static bool Matches(JsonObject rule, NodeNetwork nodes, Destination destination) =>
        (rule.Text("protocol") is "*" or null || ResourceId.Is(rule.Text("protocol"), destination.Protocol))
        && Prefixes.MatchPort(All(rule, "destinationPortRange"), destination.Port)
        && All(rule, "destinationAddressPrefix").Any(prefix => Prefixes.Match(prefix, destination, nodes))
        && All(rule, "sourceAddressPrefix").Any(prefix => Prefixes.MatchSource(prefix, nodes.Source, nodes));

    private static IEnumerable<string> All(JsonObject rule, string member)
    {
        var several = member + (member.EndsWith('x') ? "es" : "s");
        return rule.Text(member) is { Length: > 0 } one ? rule.Array(several).Texts().Append(one) : rule.Array(several).Texts();
    }
}

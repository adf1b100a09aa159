using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.NetworkQueries;

/// <summary>
/// The effective routes and security rules of a network interface, in the form of
/// https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem and
/// https://learn.microsoft.com/azure/virtual-network/diagnose-network-traffic-filter-problem.
/// </summary>
internal static class EffectiveDocuments
{
    /// <summary>The result of a query.</summary>
    public static JsonObject Of(SimulatedWorld world, Resource networkInterface, bool routes)
    {
        InterfaceNetwork network = new(world, networkInterface);
        return new JsonObject
        {
            ["value"] = new JsonArray([.. routes ? Routes(network) : Groups(network, networkInterface)]),
        };
    }

    private static IEnumerable<JsonNode?> Routes(InterfaceNetwork network)
    {
        EffectiveRoute[] all = [.. EffectiveRoutes.Of(network)];
        foreach (var route in all)
        {
            JsonObject shown = [];
            if (route.Name is { } name)
            {
                shown["name"] = name;
            }

            shown["disableBgpRoutePropagation"] = network.RouteTable.Flag("disableBgpRoutePropagation") ?? false;
            shown["source"] = route.Source.ToString();
            shown["state"] = EffectiveRoutes.IsActive(route, all) ? "Active" : "Invalid";
            shown["addressPrefix"] = new JsonArray(route.Prefix);
            shown["nextHopType"] = route.HopType;
            shown["nextHopIpAddress"] = route.HopAddress is { } address ? new JsonArray(address) : [];
            yield return shown;
        }
    }

    private static IEnumerable<JsonNode?> Groups(InterfaceNetwork network, Resource networkInterface)
    {
        var subnetGroup = network.Subnet.Object("networkSecurityGroup").Text("id");
        foreach (var group in SecurityGroups.Of(network))
        {
            var properties = group.Document.Object("properties");
            var ofSubnet = ResourceId.Is(group.Id, subnetGroup);
            yield return new JsonObject
            {
                ["networkSecurityGroup"] = Json.Reference(group.Id),
                ["association"] = new JsonObject
                {
                    [ofSubnet ? "subnet" : "networkInterface"] = Json.Reference(ofSubnet ? network.SubnetId! : networkInterface.Id),
                },
                ["effectiveSecurityRules"] = new JsonArray([
                    .. Rules(network, properties.Array("securityRules"), "securityRules"),
                    .. Rules(network, properties.Array("defaultSecurityRules"), "defaultSecurityRules")
                ]),
            };
        }
    }

    private static IEnumerable<JsonNode?> Rules(InterfaceNetwork network, JsonArray? rules, string member)
    {
        foreach (var rule in rules.Objects())
        {
            var own = rule.Object("properties");
            if (own is null)
            {
                continue;
            }

            JsonObject shown = new()
            {
                ["name"] = $"{member}/{rule.Text("name")}",
                ["protocol"] = own.Text("protocol") is "*" or null ? "All" : own.Text("protocol"),
            };
            foreach (var end in (string[])["source", "destination"])
            {
                shown[end + "PortRanges"] = Texts(SecurityGroups.All(own, end + "PortRange").Select(static port =>
                    port == "*" ? "0-65535" : port.Contains('-', StringComparison.Ordinal) ? port : $"{port}-{port}"));
                string[] prefixes = [.. SecurityGroups.All(own, end + "AddressPrefix")];
                shown[end + "AddressPrefixes"] = Texts(prefixes.Select(static prefix => prefix == "*" ? "0.0.0.0/0" : prefix));
                if (prefixes.Any(static prefix => ResourceId.Is(prefix, "VirtualNetwork")))
                {
                    shown[$"expanded{char.ToUpperInvariant(end[0])}{end[1..]}AddressPrefix"] =
                        Texts(Prefixes.InVirtualNetwork(network).Select(static range => range.ToString()).Distinct());
                }
            }

            shown["access"] = own.Text("access");
            shown["priority"] = own["priority"]?.DeepClone();
            shown["direction"] = own.Text("direction");
            yield return shown;
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode?)text)]);
}

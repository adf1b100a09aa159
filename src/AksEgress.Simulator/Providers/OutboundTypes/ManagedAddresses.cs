using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>The public IP addresses that AKS creates for egress: kept while they are needed, then released.</summary>
internal static class ManagedAddresses
{
    /// <summary>The tag on addresses of load balancers, as in many public exports.</summary>
    public const string LoadBalancerTag = "aks-slb-managed-outbound-ip";

    /// <summary>The tag on addresses of managed NAT gateways: formed like the other one, not recorded.</summary>
    public const string NatGatewayTag = "aks-natgateway-managed-outbound-ip";

    /// <summary>Provides the requested number of addresses: existing ones first, then new ones with GUIDs as names.</summary>
    /// <param name="world">The simulated world.</param>
    /// <param name="node">The node resource group.</param>
    /// <param name="effective">The current effectiveOutboundIPs, or null.</param>
    /// <param name="tag">The purpose of the addresses.</param>
    /// <param name="sku">The SKU of the addresses.</param>
    /// <param name="four">The number of IPv4 addresses.</param>
    /// <param name="six">The number of IPv6 addresses.</param>
    public static List<string> Ensure(
        SimulatedWorld world, NodeResources node, JsonArray? effective, string tag, string sku, int four, int six)
    {
        var scope = $"/subscriptions/{node.Subscription}/resourceGroups/{node.GroupName}/";
        var current = effective.Objects().Select(static item => item.Text("id") ?? "")
            .Where(id => id.StartsWith(scope, StringComparison.OrdinalIgnoreCase))
            .Concat(Tagged(node, tag).Select(static address => address.Id))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        List<string> kept = [];
        (var fours, var sixes) = (0, 0);
        foreach (var id in current)
        {
            // An address that a loaded cluster refers to counts even if the export doesn't contain it.
            var address = world.Store.FindId(id);
            if (address is not null && !ResourceId.Is(address.Document.Object("sku").Text("name") ?? sku, sku))
            {
                continue;
            }

            var isSix = address?.Document.Object("properties").Text("publicIPAddressVersion") == "IPv6";
            if (isSix ? sixes < six : fours < four)
            {
                kept.Add(address?.Id ?? id);
                _ = isSix ? sixes++ : fours++;
            }
        }

        for (var index = fours + sixes; index < four + six; index++)
        {
            kept.Add(Make(world, node, tag, sku, six: fours >= four));
            fours++;
        }

        return kept;
    }

    /// <summary>Releases the addresses that are no longer needed and that nothing else uses.</summary>
    public static void FreeExcept(NodeResources node, IEnumerable<string> wanted)
    {
        HashSet<string> keep = new(wanted, StringComparer.OrdinalIgnoreCase);
        foreach (var address in Tagged(node, LoadBalancerTag).Concat(Tagged(node, NatGatewayTag)))
        {
            var properties = address.Properties;
            if (!keep.Contains(address.Id) && properties.Object("ipConfiguration") is null && properties.Object("natGateway") is null)
            {
                node.Remove(address);
            }
        }
    }

    private static Resource[] Tagged(NodeResources node, string tag) =>
        [.. node.All("publicIPAddresses").Where(address => address.Document.Object("tags").Text("aks-managed-type") == tag
            && (address.Document.Object("tags").Text("aks-managed-cluster-name") is not { } name
                || ResourceId.Is(name, node.Cluster.Path!.Name)))];

    private static string Make(SimulatedWorld world, NodeResources node, string tag, string sku, bool six) =>
        node.Put("publicIPAddresses", world.Ids.NextGuid() + (six ? "-ipv6" : ""), new JsonObject
        {
            ["tags"] = node.AddressTags(tag),
            ["sku"] = new JsonObject { ["name"] = sku, ["tier"] = "Regional" },
            ["properties"] = new JsonObject
            {
                ["publicIPAddressVersion"] = six ? "IPv6" : "IPv4",
                ["publicIPAllocationMethod"] = "Static",
                ["idleTimeoutInMinutes"] = 30,
            },
        }).Id;
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>
/// Creates what a cluster's outbound type requires and releases what the previous type had. Runs when the cluster's operation ends:
/// until then, the addresses are the old ones.
/// </summary>
internal static class OutboundReconciler
{
    /// <summary>Updates the node resource group and the cluster's effectiveOutboundIPs to match its profile.</summary>
    public static void Apply(SimulatedWorld world, Resource cluster)
    {
        NodeResources node = new(world, cluster);
        var network = cluster.Properties.Ensure("networkProfile");
        var type = network.Text("outboundType") ?? OutboundTypeNames.LoadBalancer;
        var balancer = network.Object("loadBalancerProfile");
        var nat = network.Object("natGatewayProfile");
        var sku = OutboundTypeNames.Sku(nat) ?? (type == OutboundTypeNames.ManagedNatV2 ? "StandardV2" : "Standard");

        var throughBalancer = type == OutboundTypeNames.LoadBalancer ? BalancerAddresses(world, node, balancer) : [];
        var throughNat = OutboundTypeNames.IsManagedNat(type) ? NatAddresses(world, node, nat, sku) : [];

        // AKS creates the new egress path before it removes the old one.
        if (throughNat.Count > 0)
        {
            ManagedNatGateway.Apply(world, node, Present(world, throughNat), nat, sku);
            KubernetesLoadBalancer.Apply(node, [], null);
        }
        else
        {
            KubernetesLoadBalancer.Apply(node, Present(world, throughBalancer), balancer);
            ManagedNatGateway.Apply(world, node, [], null, sku);
        }

        ManagedAddresses.FreeExcept(node, throughBalancer.Concat(throughNat));
        Show(network, "loadBalancerProfile", "managedOutboundIPs,outboundIPs,outboundIPPrefixes", throughBalancer);
        Show(network, "natGatewayProfile", "sku,managedOutboundIPProfile,outboundIPs,outboundIPPrefixes", throughNat);
    }

    private static List<string> BalancerAddresses(SimulatedWorld world, NodeResources node, JsonObject? profile)
    {
        if (profile.Object("outboundIPs") is { } own)
        {
            return [.. own.Array("publicIPs").Objects().Select(static item => item.Text("id") ?? "")];
        }

        if (profile.Object("outboundIPPrefixes") is { } prefixes)
        {
            // AKS's representation of a prefix isn't recorded; this uses the prefix itself.
            return [.. prefixes.Array("publicIPPrefixes").Objects().Select(static item => item.Text("id") ?? "")];
        }

        var managed = profile.Object("managedOutboundIPs");
        return ManagedAddresses.Ensure(world, node, profile.Array("effectiveOutboundIPs"), ManagedAddresses.LoadBalancerTag, "Standard",
            (int)(managed.Number("count") ?? 1), (int)(managed.Number("countIPv6") ?? 0));
    }

    private static List<string> NatAddresses(SimulatedWorld world, NodeResources node, JsonObject? profile, string sku)
    {
        List<string> own =
        [
            .. profile.Object("outboundIPs").Array("publicIPs").Texts(),
            .. profile.Object("outboundIPPrefixes").Array("publicIPPrefixes").Texts()
        ];
        if (own.Count > 0)
        {
            return own;
        }

        var managed = profile.Object("managedOutboundIPProfile");
        return ManagedAddresses.Ensure(world, node, profile.Array("effectiveOutboundIPs"), ManagedAddresses.NatGatewayTag, sku,
            (int)(managed.Number("count") ?? 1), (int)(managed.Number("countIPv6") ?? 0));
    }

    // A gateway or frontend can only use existing addresses. An address that a loaded cluster merely refers to isn't created.
    private static List<string> Present(SimulatedWorld world, List<string> ids) => [.. ids.Where(id => world.Store.FindId(id) is not null)];

    private static void Show(JsonObject network, string member, string before, List<string> addresses)
    {
        if (network.Object(member) is not { } profile)
        {
            return;
        }

        profile.Remove("effectiveOutboundIPs");
        if (addresses.Count == 0)
        {
            return;
        }

        JsonArray shown = [];
        foreach (var address in addresses)
        {
            shown.Add(Json.Reference(address));
        }

        profile["effectiveOutboundIPs"] = shown;
        network[member] = profile.DeepClone().AsObject().Ordered([.. before.Split(','), "effectiveOutboundIPs"]);
    }
}

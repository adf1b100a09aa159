using AksEgress.Core.Documents;
using AksEgress.Core.OutboundTypes;

namespace AksEgress.Core.EgressAddresses;

/// <summary>Which addresses a cluster leaves from under an outbound type, as far as the documents tell.</summary>
internal static class EgressAddressing
{
    /// <summary>The addresses that the cluster leaves from now.</summary>
    public static IReadOnlyList<EgressAddress> Now(EgressTopology topology)
    {
        var network = topology.Cluster.Document.Root.At("properties", "networkProfile");
        return topology.Cluster.OutboundType switch
        {
            OutboundTypeNames.LoadBalancer => Effective(topology, network.Ids("loadBalancerProfile", "effectiveOutboundIPs"), EgressSource.LoadBalancer, "kubernetes"),
            OutboundTypeNames.ManagedNatGateway => Effective(topology, network.Ids("natGatewayProfile", "effectiveOutboundIPs"), EgressSource.ManagedNatGateway, "managed NAT gateway"),
            OutboundTypeNames.UserAssignedNatGateway or OutboundTypeNames.UserDefinedRouting => BySubnet(topology),
            _ => [],
        };
    }

    /// <summary>
    /// The addresses that the cluster would leave from. Null when only AKS knows, after the change: managed
    /// addresses are made by it.
    /// </summary>
    public static IReadOnlyList<EgressAddress>? After(EgressTopology topology, OutboundTarget target) => target.OutboundType switch
    {
        _ when Stays(topology, target) => Now(topology),
        OutboundTypeNames.LoadBalancer => Own(topology, target.LoadBalancer.OutboundIp, target.LoadBalancer.OutboundIpPrefix, EgressSource.LoadBalancer, "kubernetes"),
        OutboundTypeNames.ManagedNatGateway => Own(topology, target.NatGateway.OutboundIp, target.NatGateway.OutboundIpPrefix, EgressSource.ManagedNatGateway, "managed NAT gateway"),
        OutboundTypeNames.UserAssignedNatGateway or OutboundTypeNames.UserDefinedRouting => BySubnet(topology),
        _ => [],
    };

    // Ports and timeouts leave the addresses alone; another SKU or count does not.
    private static bool Stays(EgressTopology topology, OutboundTarget target) =>
        target.OutboundType == topology.Cluster.OutboundType && !target.LoadBalancer.NamesAddresses
        && target.NatGateway with { IdleTimeoutInMinutes = null } == new NatGatewayOutbound();

    private static List<EgressAddress>? Own(EgressTopology topology, IReadOnlyList<string>? ips, IReadOnlyList<string>? prefixes, EgressSource source, string via) =>
        ips is null && prefixes is null ? null : Effective(topology, [.. ips ?? [], .. prefixes ?? []], source, via);

    private static List<EgressAddress> Effective(EgressTopology topology, IReadOnlyList<string> ids, EgressSource source, string via) =>
        [.. ids.Select(id => Address(topology, id, source, via, null))];

    private static List<EgressAddress> BySubnet(EgressTopology topology)
    {
        var all = new List<EgressAddress>();
        foreach (var path in topology.Subnets)
        {
            // A route to an appliance wins over a NAT gateway, whatever the outbound type says.
            if (path.RoutesAround)
            {
                all.AddRange(Behind(topology, path));
            }
            else if (path.NatGateway is { } gateway)
            {
                all.AddRange(gateway.PublicIp.Concat(gateway.PublicIpPrefix).Select(id => Address(topology, id, EgressSource.NatGateway, gateway.Name, path.Id.Name)));
            }
        }

        return [.. all.DistinctBy(address => (address.PublicIpId, address.Via, address.IpAddress))];
    }

    private static IEnumerable<EgressAddress> Behind(EgressTopology topology, SubnetPath path)
    {
        var route = path.DefaultRoute!;
        if (topology.FirewallAt(route.NextHopIpAddress) is { } firewall)
        {
            return firewall.PublicIp.Select(id => Address(topology, id, EgressSource.Firewall, firewall.Name, path.Id.Name));
        }

        var cluster = topology.Cluster;
        return [new EgressAddress(cluster.Name, cluster.ResourceGroupName, null, EgressSource.Appliance, route.NextHopIpAddress ?? route.NextHopType, path.Id.Name, null)];
    }

    private static EgressAddress Address(EgressTopology topology, string id, EgressSource source, string via, string? subnet)
    {
        var text = topology.PublicIps.TryGetValue(id, out var ip) ? ip.IpAddress
            : topology.PublicIpPrefixes.TryGetValue(id, out var prefix) ? prefix.IpPrefix
            : null;
        return new EgressAddress(topology.Cluster.Name, topology.Cluster.ResourceGroupName, text, source, via, subnet, id);
    }
}

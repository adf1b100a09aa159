using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Egress;

/// <summary>Which addresses a cluster leaves from under an outbound type, as far as the documents tell.</summary>
internal static class EgressAddressing
{
    /// <summary>Addresses as the outputs show them, each once.</summary>
    public static IReadOnlyList<string> Texts(IEnumerable<EgressAddress> addresses) =>
        (string[])[.. addresses.Select(address => address.ToString()).Distinct()];

    private const string Balancer = "kubernetes";
    private const string ManagedGateway = "managed NAT gateway";

    /// <summary>
    /// The addresses that the cluster leaves from now. In a network of the user's own each subnet decides, whatever the
    /// outbound type says: a route to an appliance wins over a NAT gateway, and that over the load balancer's rules.
    /// </summary>
    public static IReadOnlyList<EgressAddress> Now(EgressTopology topology) => BySubnet(topology, Held(topology))!;

    /// <summary>
    /// The addresses that the outbound type itself holds, and would give up for another type; traffic may leave past them.
    /// </summary>
    public static IReadOnlyList<EgressAddress> Held(EgressTopology topology)
    {
        var network = topology.Cluster.Document.Root.At("properties", "networkProfile");
        return topology.Cluster.OutboundType switch
        {
            OutboundTypeNames.LoadBalancer =>
                Effective(topology, network.Ids("loadBalancerProfile", "effectiveOutboundIPs"), EgressSource.LoadBalancer, Balancer),
            OutboundTypeNames.ManagedNatGateway => Effective(
                topology, network.Ids("natGatewayProfile", "effectiveOutboundIPs"), EgressSource.ManagedNatGateway, ManagedGateway),
            _ => [],
        };
    }

    /// <summary>
    /// The addresses that traffic leaves from past the outbound type, whichever it is: those of the subnets that have a way of their own.
    /// </summary>
    public static IReadOnlyList<EgressAddress> Past(EgressTopology topology) => BySubnet(topology, [])!;

    /// <summary>
    /// The addresses that the cluster would leave from. Null when only AKS knows, after the change: managed
    /// addresses are made by it.
    /// </summary>
    /// <param name="topology">All that was read.</param>
    /// <param name="target">What is wanted.</param>
    /// <param name="isCreation">True when the cluster does not exist yet: no address of its type is there that could stay.</param>
    public static IReadOnlyList<EgressAddress>? After(EgressTopology topology, OutboundTarget target, bool isCreation = false) =>
        target.OutboundType switch
        {
            _ when !isCreation && Stays(topology, target) => Now(topology),
            OutboundTypeNames.LoadBalancer => BySubnet(
                topology,
                Own(topology, target.LoadBalancer.OutboundIp, target.LoadBalancer.OutboundIpPrefix, EgressSource.LoadBalancer, Balancer)),
            OutboundTypeNames.ManagedNatGateway => Own(
                topology, target.NatGateway.OutboundIp, target.NatGateway.OutboundIpPrefix, EgressSource.ManagedNatGateway, ManagedGateway),
            _ => BySubnet(topology, []),
        };

    // Ports and timeouts leave the addresses alone; another SKU or count does not.
    private static bool Stays(EgressTopology topology, OutboundTarget target) =>
        target.OutboundType == topology.Cluster.OutboundType && !target.LoadBalancer.NamesAddresses
        && target.NatGateway with { IdleTimeoutInMinutes = null } == new NatGatewayOutbound();

    private static List<EgressAddress>? Own(
        EgressTopology topology, IReadOnlyList<string>? ips, IReadOnlyList<string>? prefixes, EgressSource source, string via) =>
        ips is null && prefixes is null ? null : Effective(topology, [.. ips ?? [], .. prefixes ?? []], source, via);

    private static List<EgressAddress> Effective(EgressTopology topology, IReadOnlyList<string> ids, EgressSource source, string via) =>
        [.. ids.Select(id => Address(topology, id, source, via, null))];

    // Null when a subnet leaves as its type says and what that is only AKS knows.
    private static List<EgressAddress>? BySubnet(EgressTopology topology, IReadOnlyList<EgressAddress>? byType)
    {
        var ways = topology.Subnets.Select(path => (Path: path, Addresses: OfSubnet(topology, path))).ToList();
        var asTyped = ways.Count == 0 || ways.Exists(way => way.Addresses is null);
        if (asTyped && byType is null)
        {
            return null;
        }

        var all = ways.Exists(way => way.Addresses is not null);
        return
        [
            .. (ways.Count == 0
                ? byType!
                : ways.SelectMany(way =>
                    way.Addresses ?? byType!.Select(address => all ? address with { Subnet = way.Path.Id.Name } : address)))
                .DistinctBy(address => (address.PublicIpId, address.Via, address.IpAddress)),
        ];
    }

    // Null when nothing on the subnet decides, so that the outbound type does.
    private static IEnumerable<EgressAddress>? OfSubnet(EgressTopology topology, SubnetPath path)
    {
        if (path.RoutesAround)
        {
            return Behind(topology, path);
        }

        if (path.Undecided is { } unread)
        {
            return [Unknown(topology, EgressSource.Unknown, unread, path)];
        }

        return path.NatGateway is { } gateway
            ? gateway
                .PublicIp.Concat(gateway.PublicIpPrefix)
                .Select(id => Address(topology, id, EgressSource.NatGateway, gateway.Name, path.Id.Name))
            : null;
    }

    private static IEnumerable<EgressAddress> Behind(EgressTopology topology, SubnetPath path)
    {
        var route = path.DefaultRoute!;
        return topology.FirewallBehind(path) switch
        {
            null => [Unknown(topology, EgressSource.Appliance, route.NextHopIpAddress ?? route.NextHopType, path)],
            { PublicIp.Count: 0, PublicIpPrefix.Count: 0 } tunnelled => [Unknown(topology, EgressSource.Firewall, tunnelled.Name, path)],
            var firewall => firewall
                .PublicIp.Concat(firewall.PublicIpPrefix)
                .Select(id => Address(topology, id, EgressSource.Firewall, firewall.Name, path.Id.Name)),
        };
    }

    private static EgressAddress Unknown(EgressTopology topology, EgressSource source, string via, SubnetPath path) =>
        new(topology.Cluster.Name, topology.Cluster.ResourceGroupName, null, source, via, path.Id.Name, null)
        {
            SubscriptionId = topology.Cluster.SubscriptionId
        };

    private static EgressAddress Address(EgressTopology topology, string id, EgressSource source, string via, string? subnet)
    {
        var text = topology.PublicIps.TryGetValue(id, out var ip) ? ip.IpAddress
            : topology.PublicIpPrefixes.TryGetValue(id, out var prefix) ? prefix.IpPrefix
            : null;
        return new EgressAddress(topology.Cluster.Name, topology.Cluster.ResourceGroupName, text, source, via, subnet, id)
        {
            SubscriptionId = topology.Cluster.SubscriptionId
        };
    }
}

using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Egress;

/// <summary>Determines the egress IP addresses of a cluster from its documents.</summary>
internal static class EgressAddressing
{
    /// <summary>The addresses as outputs show them, without duplicates.</summary>
    public static OutputList<string> Texts(IEnumerable<EgressAddress> addresses) =>
        (string[])[.. addresses.Select(address => address.ToString()).Distinct()];

    private const string Balancer = "kubernetes";
    private const string ManagedGateway = "managed NAT gateway";

    /// <summary>
    /// The current egress IP addresses. In a BYO virtual network, the subnets determine them, regardless of the outbound type: a route
    /// to an appliance takes precedence over a NAT gateway, and a NAT gateway over the load balancer's rules.
    /// </summary>
    public static IReadOnlyList<EgressAddress> Now(EgressTopology topology) => BySubnet(topology, Held(topology))!;

    /// <summary>
    /// The addresses that belong to the outbound type. Another outbound type would release them. Traffic may use other addresses.
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
    /// The addresses of subnets whose egress path doesn't depend on the outbound type.
    /// </summary>
    public static IReadOnlyList<EgressAddress> IndependentOfType(EgressTopology topology) => BySubnet(topology, [])!;

    /// <summary>
    /// The egress IP addresses after a change. Null if AKS creates managed addresses, which are unknown before the change.
    /// </summary>
    /// <param name="topology">The egress topology.</param>
    /// <param name="target">The requested outbound type.</param>
    /// <param name="isCreation">True if the cluster doesn't exist yet, so it has no addresses to keep.</param>
    public static IReadOnlyList<EgressAddress>? After(EgressTopology topology, OutboundTarget target, bool isCreation = false) =>
        target.OutboundType switch
        {
            _ when !isCreation && KeepsAddresses(topology, target) => Now(topology),
            OutboundTypeNames.LoadBalancer => BySubnet(
                topology,
                Own(topology, target.LoadBalancer.OutboundIp, target.LoadBalancer.OutboundIpPrefix, EgressSource.LoadBalancer, Balancer)),
            OutboundTypeNames.ManagedNatGateway => Own(
                topology, target.NatGateway.OutboundIp, target.NatGateway.OutboundIpPrefix, EgressSource.ManagedNatGateway, ManagedGateway),
            _ => BySubnet(topology, []),
        };

    // Ports and timeouts don't change the addresses, but another SKU or count does.
    private static bool KeepsAddresses(EgressTopology topology, OutboundTarget target) =>
        target.OutboundType == topology.Cluster.OutboundType && !target.LoadBalancer.NamesAddresses
        && target.NatGateway with { IdleTimeoutInMinutes = null } == new NatGatewayOutbound();

    private static List<EgressAddress>? Own(
        EgressTopology topology, IReadOnlyList<string>? ips, IReadOnlyList<string>? prefixes, EgressSource source, string via) =>
        ips is null && prefixes is null ? null : Effective(topology, [.. ips ?? [], .. prefixes ?? []], source, via);

    private static List<EgressAddress> Effective(EgressTopology topology, IReadOnlyList<string> ids, EgressSource source, string via) =>
        [.. ids.Select(id => Address(topology, id, source, via, null))];

    // Null if a subnet uses the outbound type, and only AKS knows the addresses.
    private static List<EgressAddress>? BySubnet(EgressTopology topology, IReadOnlyList<EgressAddress>? byType)
    {
        var paths = topology.Subnets.Select(path => (Path: path, Addresses: OfSubnet(topology, path))).ToList();
        var asTyped = paths.Count == 0 || paths.Exists(entry => entry.Addresses is null);
        if (asTyped && byType is null)
        {
            return null;
        }

        var all = paths.Exists(entry => entry.Addresses is not null);
        return
        [
            .. (paths.Count == 0
                ? byType!
                : paths.SelectMany(entry =>
                    entry.Addresses ?? byType!.Select(address => all ? address with { Subnet = entry.Path.Id.Name } : address)))
                .DistinctBy(address => (address.PublicIpId, address.Via, address.IpAddress)),
        ];
    }

    // Null if no association of the subnet determines the egress path, so the outbound type does.
    private static IEnumerable<EgressAddress>? OfSubnet(EgressTopology topology, SubnetPath path)
    {
        if (path.HasRouteToAppliance)
        {
            return Behind(topology, path);
        }

        if (path.UnreadableResource is { } unread)
        {
            return [Unknown(topology, EgressSource.Unknown, unread, path)];
        }

        return path.NatGateway is { } gateway ? OfGateway(topology, path, gateway) : null;
    }

    /// <summary>The addresses of a subnet's NAT gateway.</summary>
    public static IEnumerable<EgressAddress> OfGateway(EgressTopology topology, SubnetPath path, NatGateway gateway) =>
        gateway
            .PublicIp.Concat(gateway.PublicIpPrefix)
            .Select(id => Address(topology, id, EgressSource.NatGateway, gateway.Name, path.Id.Name));

    /// <summary>The addresses of a firewall; unknown for forced tunnelling, where the firewall's own route decides.</summary>
    public static IEnumerable<EgressAddress> OfFirewall(EgressTopology topology, SubnetPath? path, Firewall firewall) =>
        firewall is { PublicIp.Count: 0, PublicIpPrefix.Count: 0 }
            ? [Unknown(topology, EgressSource.Firewall, firewall.Name, path)]
            : firewall
                .PublicIp.Concat(firewall.PublicIpPrefix)
                .Select(id => Address(topology, id, EgressSource.Firewall, firewall.Name, path?.Id.Name));

    private static IEnumerable<EgressAddress> Behind(EgressTopology topology, SubnetPath path)
    {
        var route = path.DefaultRoute!;
        return topology.FirewallBehind(path) switch
        {
            null => [Unknown(topology, EgressSource.Appliance, route.NextHopIpAddress ?? route.NextHopType, path)],
            var firewall => OfFirewall(topology, path, firewall),
        };
    }

    private static EgressAddress Unknown(EgressTopology topology, EgressSource source, string via, SubnetPath? path) =>
        new(topology.Cluster.Name, topology.Cluster.ResourceGroupName, null, source, via, path?.Id.Name, null)
        {
            SubscriptionId = topology.Cluster.SubscriptionId,
            OutboundType = topology.Cluster.OutboundType,
        };

    private static EgressAddress Address(EgressTopology topology, string id, EgressSource source, string via, string? subnet)
    {
        var text = topology.PublicIps.TryGetValue(id, out var ip) ? ip.IpAddress
            : topology.PublicIpPrefixes.TryGetValue(id, out var prefix) ? prefix.IpPrefix
            : null;
        return new EgressAddress(topology.Cluster.Name, topology.Cluster.ResourceGroupName, text, source, via, subnet, id)
        {
            SubscriptionId = topology.Cluster.SubscriptionId,
            OutboundType = topology.Cluster.OutboundType,
        };
    }
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The routes that virtual network gateways and virtual hubs add to a subnet, unless its route table disables their propagation
/// (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview, "Border gateway protocol"). A virtual network can
/// use the gateway of a peer (https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-peering-gateway-transit).
/// </summary>
/// <remarks>
/// ARM has no document with the routes that a gateway learns by BGP. In the simulation, the gateway's tag simulated-bgp-routes contains
/// them, separated by commas, and simulated-egress-ip is the address through which the on-premises network egresses.
/// </remarks>
internal static class GatewayRoutes
{
    private const string RoutesTag = "simulated-bgp-routes";
    private const string EgressTag = "simulated-egress-ip";

    /// <summary>The routes.</summary>
    public static IEnumerable<EffectiveRoute> Of(SubnetNetwork network) =>
        network.RouteTable.Flag("disableBgpRoutePropagation") == true ? [] : Propagated(network);

    /// <summary>The address ranges on premises, whether or not the route table propagates their routes.</summary>
    public static IEnumerable<AddressRange> OnPremises(SubnetNetwork network) =>
        Gateways(network).SelectMany(gateway => Prefixes.Parse(Advertised(network, gateway)));

    /// <summary>
    /// The address through which the network behind a gateway egresses; null if there is no gateway or no Internet behind it.
    /// </summary>
    /// <param name="network">The subnet.</param>
    /// <param name="source">
    /// The route's source: a user-defined route can only use a VPN gateway, without an ExpressRoute gateway next to it (the page's "Virtual
    /// network gateway").
    /// </param>
    public static string? EgressAddress(SubnetNetwork network, RouteSource source)
    {
        Resource[] gateways = [.. Gateways(network)];
        return source == RouteSource.User && Array.Exists(gateways, static gateway => !IsVpn(gateway))
            ? null
            : gateways
                .Select(static gateway => gateway.Document.Object("tags").Text(EgressTag))
                .FirstOrDefault(static tag => tag is not null);
    }

    /// <summary>True if the virtual network is connected to a virtual hub.</summary>
    public static bool IsConnected(SubnetNetwork network, string? hub) =>
        hub is not null && Connections(network, hub.ToLowerInvariant()).Any();

    private static IEnumerable<JsonObject> Connections(SubnetNetwork network, string hubKey) =>
        Children(network, hubKey, "hubvirtualnetworkconnections").Where(item =>
            ResourceId.Is(item.Object("remoteVirtualNetwork").Text("id"), network.Network?.Id));

    private static IEnumerable<EffectiveRoute> Propagated(SubnetNetwork network) =>
        Gateways(network)
            .SelectMany(gateway => Advertised(network, gateway))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(static prefix => new EffectiveRoute(RouteSource.VirtualNetworkGateway, prefix, EffectiveRoute.Gateway))
            .Concat(HubRoutes(network));

    private static IEnumerable<Resource> Gateways(SubnetNetwork network)
    {
        HashSet<string> networks = new(StringComparer.OrdinalIgnoreCase);
        if (network.Network is { } own)
        {
            networks.Add(own.Key + "/subnets/GatewaySubnet");
        }

        foreach ((var peering, var remote) in network.Peerings)
        {
            if (peering.Flag("useRemoteGateways") == true && network.Back(remote).Flag("allowGatewayTransit") == true)
            {
                networks.Add(remote.Key + "/subnets/GatewaySubnet");
            }
        }

        return network.All("virtualNetworkGateways")
            .Where(gateway => gateway.Document.Object("properties").Array("ipConfigurations").Objects()
                .Any(item => networks.Contains(item.Object("properties").Object("subnet").Text("id") ?? "")));
    }

    private static IEnumerable<string> Advertised(SubnetNetwork network, Resource gateway)
    {
        var learned = (gateway.Document.Object("tags").Text(RoutesTag) ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var configured =
            from connection in network.All("connections")
            let properties = connection.Document.Object("properties")
            where ResourceId.Is(properties.Object("virtualNetworkGateway1").Text("id"), gateway.Id)
            let site = network.World.Store.FindId(properties.Object("localNetworkGateway2").Text("id"))?.Document.Object("properties")
            from prefix in site.Object("localNetworkAddressSpace").Array("addressPrefixes").Texts()
            select prefix;
        return learned.Concat(configured).Where(static prefix => AddressRange.TryParse(prefix, out _));
    }

    private static bool IsVpn(Resource gateway) => ResourceId.Is(gateway.Document.Object("properties").Text("gatewayType"), "Vpn");

    // A hub with a routing policy for the Internet advertises a default route to the connections with Internet security, with its firewall
    // as next hop (https://learn.microsoft.com/azure/virtual-wan/how-to-routing-policies).
    private static IEnumerable<EffectiveRoute> HubRoutes(SubnetNetwork network)
    {
        foreach (var hub in network.All("virtualHubs"))
        {
            var connection = Connections(network, hub.Key).FirstOrDefault();
            if (connection is null)
            {
                continue;
            }

            if (AddressRange.TryParse(hub.Document.Object("properties").Text("addressPrefix"), out var own))
            {
                yield return new EffectiveRoute(RouteSource.VirtualNetworkGateway, own.ToString(), EffectiveRoute.Gateway);
            }

            var policy = Children(network, hub.Key, "routingintent")
                .SelectMany(static intent => intent.Array("routingPolicies").Objects())
                .FirstOrDefault(static item => item.Array("destinations").Texts().Any(static to => ResourceId.Is(to, "Internet")));
            if (policy is not null && connection.Flag("enableInternetSecurity") != false)
            {
                var firewall = network.World.Store.FindId(policy.Text("nextHop"))?.Document.Object("properties");
                yield return new EffectiveRoute(
                    RouteSource.VirtualNetworkGateway,
                    "0.0.0.0/0",
                    EffectiveRoute.Gateway,
                    firewall.Object("hubIPAddresses").Text("privateIPAddress") ?? "");
            }
        }
    }

    private static IEnumerable<JsonObject> Children(SubnetNetwork network, string parentKey, string segment) =>
        network
            .World.Store.Collection($"{parentKey}/{segment}")
            .Select(key => network.World.Store.Find(key)?.Document.Object("properties"))
            .OfType<JsonObject>();
}

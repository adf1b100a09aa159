using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The egress IP address of nodes whose route goes directly to the Internet: a NAT gateway takes precedence over a load balancer.
/// </summary>
internal static class DirectEgress
{
    /// <summary>The address, or null without an egress path.</summary>
    public static string? Address(SimulatedWorld world, NodeNetwork nodes)
    {
        var network = nodes.Cluster.Document.Object("properties").Object("networkProfile");
        var type = network.Text("outboundType") ?? OutboundTypeNames.LoadBalancer;
        if (type == OutboundTypeNames.Block)
        {
            return null;
        }

        if (nodes.Subnet.Object("natGateway").Text("id") is { } gateway)
        {
            return OfGateway(world, world.Store.FindId(gateway));
        }

        // Not every export contains an AKS-managed network, but it contains the network's gateway and the cluster's own list of
        // addresses.
        if (OutboundTypeNames.IsManagedNat(type) && nodes.Pool.Text("vnetSubnetID") is null)
        {
            return OfGateway(world, nodes.Nodes.All("natGateways").FirstOrDefault())
                ?? First(world, network.Object("natGatewayProfile").Array("effectiveOutboundIPs"));
        }

        return type == OutboundTypeNames.LoadBalancer
            ? OfBalancer(world, nodes) ?? First(world, network.Object("loadBalancerProfile").Array("effectiveOutboundIPs"))
            : null;
    }

    /// <summary>A NAT gateway's first address, or null.</summary>
    public static string? OfGateway(SimulatedWorld world, Resource? gateway)
    {
        var properties = gateway?.Document.Object("properties");
        return First(world, properties.Array("publicIpAddresses")) ?? First(world, properties.Array("publicIpPrefixes"));
    }

    /// <summary>The address of a public IP or the first of a prefix, or null.</summary>
    public static string? OfPublic(SimulatedWorld world, string? id)
    {
        var properties = world.Store.FindId(id)?.Document.Object("properties");
        return properties.Text("publicIPAddressVersion") == "IPv6" ? null
            : properties.Text("ipAddress")
                ?? (AddressRange.TryParse(properties.Text("ipPrefix"), out var range) ? range.Masked().Address.ToString() : null);
    }

    private static string? OfBalancer(SimulatedWorld world, NodeNetwork nodes)
    {
        var properties = nodes.Nodes.Find("loadBalancers", "kubernetes")?.Document.Object("properties");
        var frontends = properties
            .Array("outboundRules")
            .Objects()
            .SelectMany(static rule => rule.Object("properties").Array("frontendIPConfigurations").Objects())
            .Select(static item => item.Text("id"));
        return frontends
            .Select(id =>
                properties
                    .Array("frontendIPConfigurations")
                    .Objects()
                    .FirstOrDefault(item => ResourceId.Is(item.Text("id"), id))
                    .Object("properties"))
            .Select(own => OfPublic(world, own.Object("publicIPAddress").Text("id") ?? own.Object("publicIPPrefix").Text("id")))
            .FirstOrDefault(static address => address is not null);
    }

    private static string? First(SimulatedWorld world, JsonArray? references) =>
        references.Objects().Select(item => OfPublic(world, item.Text("id"))).FirstOrDefault(static address => address is not null);
}

using System.Net.Sockets;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// The egress IP address of traffic whose route goes directly to the Internet: NAT gateway of the subnet, then the network interface's
/// own method, then default outbound access (https://learn.microsoft.com/azure/nat-gateway/nat-overview and
/// https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access). In a private subnet without an explicit
/// method, a route with next hop Internet leads nowhere (the second page, "Constraints").
/// </summary>
internal static class DirectEgress
{
    /// <summary>The address, or null without an egress path.</summary>
    public static string? Address(SubnetNetwork network, bool six)
    {
        if (network.IsBlocked || (six && !network.HasIPv6))
        {
            return null;
        }

        if (network.Subnet.Object("natGateway").Text("id") is { } id)
        {
            var translated = OfGateway(network.World, network.World.Store.FindId(id), six);

            // A Standard NAT gateway doesn't translate IPv6, which then uses the load balancer (Azure/AKS release notes 2026-03, and
            // https://learn.microsoft.com/azure/nat-gateway/nat-sku). IPv4 has no other way, even if the gateway has no address.
            if (translated is not null || !six)
            {
                return translated;
            }
        }

        // Default outbound access is IPv4 only (default-outbound-access).
        return network.ExplicitAddress(six) ?? (six ? null : network.DefaultAddress);
    }

    /// <summary>A NAT gateway's first address of a family, or null.</summary>
    public static string? OfGateway(SimulatedWorld world, Resource? gateway, bool six = false)
    {
        var properties = gateway?.Document.Object("properties");
        return !six ? First(world, properties.Array("publicIpAddresses"), six) ?? First(world, properties.Array("publicIpPrefixes"), six)
            : ResourceId.Is(gateway?.Document.Object("sku").Text("name"), "StandardV2")
                ? First(world, properties.Array("publicIpAddressesV6"), six) ?? First(world, properties.Array("publicIpPrefixesV6"), six)
                : null;
    }

    /// <summary>The address of a load balancer's first outbound rule of a family, or null.</summary>
    public static string? OfBalancer(SimulatedWorld world, Resource? balancer, bool six)
    {
        var properties = balancer?.Document.Object("properties");
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
            .Select(own => OfPublic(world, own.Object("publicIPAddress").Text("id") ?? own.Object("publicIPPrefix").Text("id"), six))
            .FirstOrDefault(static address => address is not null);
    }

    /// <summary>The address of a public IP or the first of a prefix, or null if it has none of the family.</summary>
    public static string? OfPublic(SimulatedWorld world, string? id, bool six = false)
    {
        var properties = world.Store.FindId(id)?.Document.Object("properties");
        var address = properties.Text("ipAddress") ?? RangeOf(world, id)?.Address.ToString();
        return AddressRange.TryAddress(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6 == six
            ? address
            : null;
    }

    /// <summary>The range of a public IP prefix, or null.</summary>
    public static AddressRange? RangeOf(SimulatedWorld world, string? id) =>
        AddressRange.TryParse((world.Store.FindId(id)?.Document.Object("properties")).Text("ipPrefix"), out var range)
            ? range.Masked()
            : null;

    /// <summary>The first address of a family in a list of references, or null.</summary>
    public static string? First(SimulatedWorld world, JsonArray? references, bool six) =>
        references
            .Objects()
            .Select(item => OfPublic(world, item.Text("id"), six))
            .FirstOrDefault(static address => address is not null);
}

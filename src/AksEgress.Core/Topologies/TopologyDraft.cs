using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.NatGateways;
using AksEgress.Core.Provisioning;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Topologies;

/// <summary>
/// The documents of a topology as they will be, so that the pre-flight check can run before the first part is created.
/// </summary>
internal static class TopologyDraft
{
    // Azure reserves the first addresses of a subnet; a firewall gets the first free one.
    private const int FirstFree = 4;

    /// <summary>Creates all documents, as they will be read when only the cluster doesn't exist yet.</summary>
    /// <param name="request">The requested topology.</param>
    /// <param name="names">The names of the parts.</param>
    /// <param name="location">The region.</param>
    public static EgressTopology Of(TopologyRequest request, TopologyNames names, string? location)
    {
        var cluster = Cluster(request, names, location);
        SubnetPath[] subnets = request.HasOwnNetwork ? [Path(request, names, cluster)] : [];
        return new EgressTopology(
            cluster, subnets, new Dictionary<string, PublicIps.PublicIp>(), new Dictionary<string, PublicIps.PublicIpPrefix>(), [], [], []);
    }

    /// <summary>The cluster as it will be. The endpoints that it requires are computed from this document.</summary>
    public static Cluster Cluster(TopologyRequest request, TopologyNames names, string? location)
    {
        var draft = new ArmDocument([]);
        var own = request.HasOwnNetwork
            ? request.Cluster with { SubnetId = names.Subnet.Text, IdentityId = names.Identity.Text }
            : request.Cluster;
        ClusterDocument.Apply(draft, names.Cluster, own);
        Name(draft, names.Cluster);
        draft.Root["location"] = location;
        return new Cluster(draft);
    }

    /// <summary>The subnets of the BYO virtual network.</summary>
    public static IReadOnlyList<SubnetAddresses> Subnets(TopologyRequest request, TopologyNames names)
    {
        var nodes = new SubnetAddresses(names.Subnet.Name, [request.NodesPrefix]);
        return request.Kind == TopologyKind.FirewallRouting
            ? [nodes, new SubnetAddresses(FirewallSubnet.Name, [request.FirewallPrefix])]
            : [nodes];
    }

    /// <summary>Writes the network to a new or existing document. Other content of an existing document is kept.</summary>
    /// <exception cref="EgressException">
    /// InvalidValue, SubnetOutsideNetwork, SubnetOverlaps, or ResourceExists for a subnet with other ranges.
    /// </exception>
    public static void ApplyNetwork(ArmDocument document, TopologyRequest request, TopologyNames names)
    {
        var space = document.Root.Texts("properties", "addressSpace", "addressPrefixes");
        var prefixes = space.Count > 0 ? space : [request.AddressPrefix ?? TopologyRequest.UsualAddressPrefix];
        VirtualNetworkDesign.Apply(document, names.Network, new VirtualNetworkRequest(prefixes, Subnets(request, names), null));
    }

    private static SubnetPath Path(TopologyRequest request, TopologyNames names, Cluster cluster)
    {
        var network = Name(new ArmDocument([]), names.Network);
        ApplyNetwork(network, request, names);
        foreach (var subnet in network.Root.Items("properties", "subnets").OfType<JsonObject>())
        {
            subnet["id"] = $"{names.Network.Text}/subnets/{subnet.Text("name")}";
        }

        var nodes = network.Root.Items("properties", "subnets").OfType<JsonObject>().First();
        var routed = request.Kind == TopologyKind.FirewallRouting;
        nodes.ObjectAt("properties")[routed ? "routeTable" : "natGateway"] = new JsonObject
        {
            ["id"] = (routed ? names.RouteTable : names.NatGateway).Text
        };
        var view = new VirtualNetwork(network);
        return new SubnetPath(
            names.Subnet,
            [.. cluster.AgentPools.Select(pool => pool.Name)],
            view,
            view.Subnets.First(subnet => subnet.Name == names.Subnet.Name),
            routed ? Table(request, names) : null,
            routed ? null : Gateway(names));
    }

    private static RouteTable Table(TopologyRequest request, TopologyNames names)
    {
        var table = Name(new ArmDocument([]), names.RouteTable);
        var subnet = Cidr.Parse(
            request.FirewallPrefix,
            nameof(request.FirewallSubnetPrefix)).BaseAddress.GetAddressBytes();
        subnet[^1] += FirstFree;
        var hop = new System.Net.IPAddress(subnet).ToString();
        RouteTableDesign.Apply(
            table, names.RouteTable, [new RouteRequest("default", "0.0.0.0/0", "VirtualAppliance", hop).ToRoute()], null);
        return new RouteTable(table);
    }

    private static NatGateway Gateway(TopologyNames names)
    {
        var gateway = Name(new ArmDocument([]), names.NatGateway);
        gateway.Root["sku"] = new JsonObject { ["name"] = "Standard" };
        gateway.Properties["publicIpAddresses"] = new JsonArray(new JsonObject { ["id"] = names.NatIp.Text });
        return new NatGateway(gateway);
    }

    private static ArmDocument Name(ArmDocument document, ArmResourceId id)
    {
        document.Root["id"] = id.Text;
        document.Root["name"] = id.Name;
        return document;
    }
}

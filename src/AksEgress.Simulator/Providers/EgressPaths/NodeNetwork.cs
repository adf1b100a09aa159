using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The network of a cluster's first system pool; without a subnet if the simulation doesn't contain its document.</summary>
internal sealed class NodeNetwork
{
    private readonly SimulatedWorld _world;

    /// <summary>Reads a cluster's network.</summary>
    public NodeNetwork(SimulatedWorld world, Resource cluster)
    {
        _world = world;
        Cluster = cluster;
        Nodes = new NodeResources(world, cluster);
        JsonObject[] pools = [.. cluster.Document.Object("properties").Array("agentPoolProfiles").Objects()];
        var pool = pools.FirstOrDefault(static item => ResourceId.Is(item.Text("mode"), "System")) ?? pools.FirstOrDefault();
        Pool = pool;
        if (pool.Text("vnetSubnetID") is { } own)
        {
            SubnetId = own;
            Network = ResourceId.TryParse(own) is { IsNested: true } id ? world.Store.Find(id.Parent().Key) : null;
        }
        else
        {
            Network = Nodes.All("virtualNetworks").FirstOrDefault();
            SubnetId = Subnets(Network).FirstOrDefault().Text("id");
        }

        Subnet = Subnets(Network).FirstOrDefault(item => ResourceId.Is(item.Text("id"), SubnetId)).Object("properties");
    }

    /// <summary>The cluster.</summary>
    public Resource Cluster { get; }

    /// <summary>The cluster's node resource group.</summary>
    public NodeResources Nodes { get; }

    /// <summary>The pool, or null when the cluster has none.</summary>
    public JsonObject? Pool { get; }

    /// <summary>The subnet's id, or null.</summary>
    public string? SubnetId { get; }

    /// <summary>The subnet's properties, or null.</summary>
    public JsonObject? Subnet { get; }

    /// <summary>The virtual network, or null.</summary>
    public Resource? Network { get; }

    /// <summary>The region in ARM's short form.</summary>
    public string Location => Cluster.Location;

    /// <summary>The source address of connections before translation: the first node's address.</summary>
    public IPAddress Source => RangesOf(Subnet).Select(static range => range.At(4)).FirstOrDefault() ?? IPAddress.Parse("10.224.0.4");

    /// <summary>The address ranges of the virtual network.</summary>
    public IEnumerable<AddressRange> Own => SpaceOf(Network);

    /// <summary>The address ranges of the peered virtual networks.</summary>
    public IEnumerable<AddressRange> Peered => Peers.SelectMany(SpaceOf);

    /// <summary>The peered virtual networks.</summary>
    public IEnumerable<Resource> Peers => (Network?.Document.Object("properties").Array("virtualNetworkPeerings")).Objects()
        .Select(peering => _world.Store.FindId(peering.Object("properties").Object("remoteVirtualNetwork").Text("id"))).OfType<Resource>();

    /// <summary>A subnet of the virtual network by its name: its id and properties.</summary>
    public (string Id, JsonObject? Properties)? FindSubnet(string name) =>
        Subnets(Network).FirstOrDefault(item => ResourceId.Is(item.Text("name"), name)) is { } found
            ? (found.Text("id")!, found.Object("properties"))
            : null;

    /// <summary>The IPv4 ranges of a subnet.</summary>
    public static IEnumerable<AddressRange> RangesOf(JsonObject? subnet) =>
        Ranges(subnet.Text("addressPrefix") is { } one ? [one] : subnet.Array("addressPrefixes").Texts());

    private static IEnumerable<AddressRange> SpaceOf(Resource? network) =>
        Ranges((network?.Document.Object("properties").Object("addressSpace")).Array("addressPrefixes").Texts());

    private static IEnumerable<JsonObject> Subnets(Resource? network) =>
        (network?.Document.Object("properties")).Array("subnets").Objects();

    private static IEnumerable<AddressRange> Ranges(IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (AddressRange.TryParse(prefix, out var range) && range.Address.AddressFamily == AddressFamily.InterNetwork)
            {
                yield return range.Masked();
            }
        }
    }
}

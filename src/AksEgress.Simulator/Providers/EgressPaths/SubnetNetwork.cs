using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>
/// A subnet that connections start in, with what the network interface adds; without a document if the simulation lacks it.
/// </summary>
internal abstract class SubnetNetwork
{
    /// <summary>Reads a subnet, and its virtual network.</summary>
    protected SubnetNetwork(SimulatedWorld world, string? subnetId)
    {
        World = world;
        SubnetId = subnetId;
        Network = ResourceId.TryParse(subnetId) is { IsNested: true } id ? world.Store.Find(id.Parent().Key) : null;
        Subnet = Subnets(Network).FirstOrDefault(item => ResourceId.Is(item.Text("id"), subnetId)).Object("properties");
    }

    /// <summary>The simulated world.</summary>
    public SimulatedWorld World { get; }

    /// <summary>The subnet's id, or null.</summary>
    public string? SubnetId { get; }

    /// <summary>The subnet's properties, or null.</summary>
    public JsonObject? Subnet { get; }

    /// <summary>The virtual network, or null.</summary>
    public Resource? Network { get; }

    /// <summary>The region in ARM's short form.</summary>
    public abstract string Location { get; }

    /// <summary>True if the network allows no connections to the Internet: outbound type block.</summary>
    public virtual bool IsBlocked => false;

    /// <summary>The IPv4 source address of connections before translation.</summary>
    public virtual IPAddress Source =>
        RangesOf(Subnet).Select(static range => range.At(4)).FirstOrDefault() ?? IPAddress.Parse("10.224.0.4");

    /// <summary>The network security groups of the network interface.</summary>
    public abstract IEnumerable<Resource> InterfaceGroups { get; }

    /// <summary>The ids of the application security groups of the network interface.</summary>
    public abstract IEnumerable<string> ApplicationGroups { get; }

    /// <summary>
    /// True in a private subnet: no default outbound access. Without a document, the subnet is treated as private, as the subnets are
    /// that AKS creates since 2026-03-31 (azure-aks-docs articles/aks/includes/vm-default-outbound-access-retirement.md).
    /// </summary>
    public bool IsPrivate => Subnet is null || Subnet.Flag("defaultOutboundAccess") == false;

    /// <summary>True if the subnet has an IPv6 range.</summary>
    public bool HasIPv6 => Prefixes.Parse(PrefixesOf(Subnet)).Any(static range => IsIPv6(range.Address));

    /// <summary>The address ranges of the virtual network.</summary>
    public IEnumerable<AddressRange> Own => SpaceOf(Network);

    /// <summary>The address ranges of the peered virtual networks.</summary>
    public IEnumerable<AddressRange> Peered => Peers.SelectMany(SpaceOf);

    /// <summary>The virtual networks that are connected by peering.</summary>
    public IEnumerable<Resource> Peers => Peerings.Select(static peering => peering.Remote);

    /// <summary>The peerings whose both sides exist, with the remote virtual network.</summary>
    /// <remarks>
    /// A peering is Initiated until the other side exists, and connects nothing
    /// (https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering). A state that was loaded counts.
    /// </remarks>
    public IEnumerable<(JsonObject Peering, Resource Remote)> Peerings
    {
        get
        {
            foreach (var peering in PeeringsOf(Network))
            {
                if (World.Store.FindId(peering.Object("remoteVirtualNetwork").Text("id")) is { } remote
                    && (ResourceId.Is(peering.Text("peeringState"), "Connected") || Back(remote) is not null))
                {
                    yield return (peering, remote);
                }
            }
        }
    }

    /// <summary>The properties of the subnet's route table, or null.</summary>
    public JsonObject? RouteTable => World.Store.FindId(Subnet.Object("routeTable").Text("id"))?.Document.Object("properties");

    /// <summary>
    /// The address of an explicit outbound method of the network interface, such as its public IP address; null if it has none.
    /// </summary>
    /// <param name="six">True for IPv6.</param>
    public abstract string? ExplicitAddress(bool six);

    /// <summary>
    /// The address of default outbound access, or null. It belongs to Microsoft and isn't a resource
    /// (https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access).
    /// </summary>
    public virtual string? DefaultAddress => IsPrivate ? null : MadeAddress(144, (SubnetId ?? "").ToLowerInvariant());

    /// <summary>The peering of a remote virtual network that leads back here, or null.</summary>
    public JsonObject? Back(Resource remote) =>
        PeeringsOf(remote).FirstOrDefault(peering => ResourceId.Is(peering.Object("remoteVirtualNetwork").Text("id"), Network?.Id));

    /// <summary>All resources of a type of Microsoft.Network, in every subscription: networks of several can be peered.</summary>
    public IEnumerable<Resource> All(string type) =>
        World
            .Subscriptions.SelectMany(subscription =>
                World.Store.Collection($"/subscriptions/{subscription}/providers/microsoft.network/{type}".ToLowerInvariant()))
            .Select(key => World.Store.Find(key))
            .OfType<Resource>();

    /// <summary>The IPv4 ranges of a subnet.</summary>
    public static IEnumerable<AddressRange> RangesOf(JsonObject? subnet) =>
        Prefixes.Parse(PrefixesOf(subnet)).Where(static range => !IsIPv6(range.Address));

    /// <summary>The address ranges of a virtual network.</summary>
    public static IEnumerable<AddressRange> SpaceOf(Resource? network) =>
        Prefixes.Parse((network?.Document.Object("properties").Object("addressSpace")).Array("addressPrefixes").Texts());

    /// <summary>True for an IPv6 address.</summary>
    public static bool IsIPv6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>An address that isn't a resource: always the same for a key, in 16 ranges that nothing else is taken from.</summary>
    protected static string MadeAddress(int second, string key)
    {
        var hash = IdFactory.Hash(key);
        return $"20.{second + (int)(hash % 16)}.{(hash >> 8) % 256}.{1 + ((hash >> 16) % 254)}";
    }

    /// <summary>The subnets of a virtual network.</summary>
    protected static IEnumerable<JsonObject> Subnets(Resource? network) =>
        (network?.Document.Object("properties")).Array("subnets").Objects();

    private static IEnumerable<string> PrefixesOf(JsonObject? subnet) =>
        subnet.Text("addressPrefix") is { } one
            ? subnet.Array("addressPrefixes").Texts().Prepend(one).Distinct()
            : subnet.Array("addressPrefixes").Texts();

    private static IEnumerable<JsonObject> PeeringsOf(Resource? network) =>
        (network?.Document.Object("properties"))
            .Array("virtualNetworkPeerings")
            .Objects()
            .Select(static peering => peering.Object("properties"))
            .OfType<JsonObject>();
}

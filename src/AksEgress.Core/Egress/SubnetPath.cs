using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.NatGateways;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Egress;

/// <summary>A subnet of nodes or pods, with the resources that determine its egress path.</summary>
/// <param name="Id">The subnet's id.</param>
/// <param name="Pools">The node pools in it.</param>
/// <param name="Network">The virtual network; null if it can't be read.</param>
/// <param name="Subnet">The subnet; null if it doesn't exist.</param>
/// <param name="RouteTable">Its route table, or null.</param>
/// <param name="NatGateway">Its NAT gateway, or null.</param>
internal sealed record SubnetPath(
    ArmResourceId Id, IReadOnlyList<string> Pools, VirtualNetwork? Network, Subnet? Subnet, RouteTable? RouteTable, NatGateway? NatGateway)
{
    /// <summary>The network security group of the subnet; null if it has none, or if it can't be read.</summary>
    public NetworkSecurityGroup? SecurityGroup { get; init; }

    /// <summary>True if the subnet has a network security group that can't be read.</summary>
    public bool HasUnreadableSecurityGroup => SecurityGroup is null && Subnet?.NetworkSecurityGroup is not null;

    /// <summary>
    /// The route for all IPv4 addresses, or null. Two routes for the halves, 0.0.0.0/1 and 128.0.0.0/1, have longer prefixes than
    /// 0.0.0.0/0, so they take precedence; halves with different next hops are no default route.
    /// </summary>
    public Route? DefaultRoute => SplitDefaultRoute ?? RouteFor("0.0.0.0/0");

    /// <summary>The first of two routes for the halves of the IPv4 addresses with one next hop, or null.</summary>
    public Route? SplitDefaultRoute =>
        RouteFor("0.0.0.0/1") is { } low && RouteFor("128.0.0.0/1") is { } high
            && low.NextHopType == high.NextHopType && low.NextHopIpAddress == high.NextHopIpAddress
            ? low
            : null;

    /// <summary>True when the default route points to an appliance or a gateway, which takes precedence over a NAT gateway.</summary>
    public bool HasRouteToAppliance => DefaultRoute?.NextHopType is "VirtualAppliance" or "VirtualNetworkGateway";

    /// <summary>
    /// The name of the virtual network, route table, or NAT gateway that can't be read, so the egress path is unknown; otherwise null.
    /// </summary>
    public string? UnreadableResource =>
        Network is null ? Id.Parent!.Name
        : RouteTable is null && Subnet?.RouteTable is { } table ? NameOf(table)
        : NatGateway is null && Subnet?.NatGateway is { } gateway ? NameOf(gateway)
        : null;

    /// <summary>The virtual networks that are peered with the subnet's.</summary>
    public IEnumerable<ArmResourceId> Peers => Network is null ? [] : Network.Document.Root.Items("properties", "virtualNetworkPeerings")
        .Select(peering => ArmResourceId.TryParse(peering.Text("properties", "remoteVirtualNetwork", "id"), out var id) ? id : null)
        .OfType<ArmResourceId>();

    /// <summary>True for the subnet's virtual network and for peered ones.</summary>
    public bool Reaches(ArmResourceId network) => network.Equals(Id.Parent) || Peers.Contains(network);

    private Route? RouteFor(string prefix) => RouteTable?.Routes.FirstOrDefault(route => route.AddressPrefix == prefix);

    private static string NameOf(string id) => id[(id.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
}

using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.NatGateways;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Egress;

/// <summary>A subnet that nodes or pods are in, with what decides how its traffic leaves.</summary>
/// <param name="Id">The subnet's id.</param>
/// <param name="Pools">The node pools in it.</param>
/// <param name="Network">The virtual network; null when it could not be read.</param>
/// <param name="Subnet">The subnet; null when it does not exist.</param>
/// <param name="RouteTable">Its route table, or null.</param>
/// <param name="NatGateway">Its NAT gateway, or null.</param>
internal sealed record SubnetPath(
    ArmResourceId Id, IReadOnlyList<string> Pools, VirtualNetwork? Network, Subnet? Subnet, RouteTable? RouteTable, NatGateway? NatGateway)
{
    /// <summary>The route for 0.0.0.0/0, or null.</summary>
    public Route? DefaultRoute => RouteTable?.Routes.FirstOrDefault(route => route.AddressPrefix == "0.0.0.0/0");

    /// <summary>True when the default route leads past a NAT gateway: an appliance or a gateway wins over it.</summary>
    public bool RoutesAround => DefaultRoute?.NextHopType is "VirtualAppliance" or "VirtualNetworkGateway";

    /// <summary>
    /// The name of what would decide and could not be read: the network, the route table, the NAT gateway; null where all is known.
    /// </summary>
    public string? Undecided =>
        Network is null ? Id.Parent!.Name
        : RouteTable is null && Subnet?.RouteTable is { } table ? NameOf(table)
        : NatGateway is null && Subnet?.NatGateway is { } gateway ? NameOf(gateway)
        : null;

    /// <summary>The networks peered with the subnet's own.</summary>
    public IEnumerable<ArmResourceId> Peers => Network is null ? [] : Network.Document.Root.Items("properties", "virtualNetworkPeerings")
        .Select(peering => ArmResourceId.TryParse(peering.Text("properties", "remoteVirtualNetwork", "id"), out var id) ? id : null)
        .OfType<ArmResourceId>();

    /// <summary>True for the subnet's own network and for its peers.</summary>
    public bool Reaches(ArmResourceId network) => network.Equals(Id.Parent) || Peers.Contains(network);

    private static string NameOf(string id) => id[(id.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
}

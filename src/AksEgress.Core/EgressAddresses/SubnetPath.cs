using AksEgress.Core.Arm;
using AksEgress.Core.NatGateways;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.EgressAddresses;

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
}

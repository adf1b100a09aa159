using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>Shortcuts for targets.</summary>
internal static class Targets
{
    public static OutboundTarget LoadBalancer { get; } = new(OutboundTypeNames.LoadBalancer);

    public static OutboundTarget Nat { get; } = new(OutboundTypeNames.ManagedNatGateway);

    public static OutboundTarget OwnNat { get; } = new(OutboundTypeNames.UserAssignedNatGateway);

    public static OutboundTarget Routing { get; } = new(OutboundTypeNames.UserDefinedRouting);

    public static OutboundTarget None { get; } = new(OutboundTypeNames.None);

    public static OutboundTarget Block { get; } = new(OutboundTypeNames.Block);

    public static OutboundTarget Balancer(LoadBalancerOutbound wanted) => LoadBalancer with { LoadBalancer = wanted };

    public static OutboundTarget NatGateway(NatGatewayOutbound wanted) => Nat with { NatGateway = wanted };
}

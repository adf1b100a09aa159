using AksEgress.Core.Clusters;

namespace AksEgress.Core.Egress;

/// <summary>The outbound type that is wanted, with its parameters.</summary>
/// <param name="OutboundType">A name from <see cref="OutboundTypeNames"/>.</param>
/// <param name="LoadBalancer">For loadBalancer.</param>
/// <param name="NatGateway">For managedNATGateway.</param>
public sealed record OutboundTarget(string OutboundType, LoadBalancerOutbound LoadBalancer, NatGatewayOutbound NatGateway)
{
    /// <summary>An outbound type with AKS's defaults.</summary>
    public OutboundTarget(string outboundType)
        : this(outboundType, new LoadBalancerOutbound(), new NatGatewayOutbound())
    {
    }

    /// <summary>True to let the API server's authorized ranges follow the change.</summary>
    public bool UpdateAuthorizedIpRange { get; init; }

    /// <summary>True to replace the nodes of all pools when the change is verified.</summary>
    public bool ReimageNodePool { get; init; }
}

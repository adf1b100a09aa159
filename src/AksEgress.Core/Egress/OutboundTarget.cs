using AksEgress.Core.Clusters;

namespace AksEgress.Core.Egress;

/// <summary>The requested outbound type, with its parameters.</summary>
/// <param name="OutboundType">A name from <see cref="OutboundTypeNames"/>.</param>
/// <param name="LoadBalancer">For loadBalancer.</param>
/// <param name="NatGateway">For managedNATGateway.</param>
public sealed record OutboundTarget(string OutboundType, LoadBalancerOutbound LoadBalancer, NatGatewayOutbound NatGateway)
{
    /// <summary>Creates a target with the defaults of AKS.</summary>
    public OutboundTarget(string outboundType)
        : this(outboundType, new LoadBalancerOutbound(), new NatGatewayOutbound())
    {
    }

    /// <summary>True to update the authorized IP ranges of the API server with the change.</summary>
    public bool UpdateAuthorizedIpRange { get; init; }

    /// <summary>True to reimage all node pools after the change is verified.</summary>
    public bool ReimageNodePool { get; init; }
}

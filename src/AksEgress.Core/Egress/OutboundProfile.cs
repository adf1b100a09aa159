using AksEgress.Core.Clusters;

namespace AksEgress.Core.Egress;

/// <summary>
/// What a user wants of the load balancer's outbound side. Null means: as it is, or AKS's default. Exactly one of
/// managed counts, own addresses and own prefixes may be named.
/// </summary>
/// <param name="ManagedOutboundIpCount">Managed IPv4 addresses, 1 to 100.</param>
/// <param name="ManagedOutboundIpv6Count">Managed IPv6 addresses, 0 to 100.</param>
/// <param name="OutboundIp">Ids of own public IP addresses.</param>
/// <param name="OutboundIpPrefix">Ids of own public IP prefixes.</param>
/// <param name="AllocatedOutboundPorts">Ports for each node, 0 to 64000 in steps of 8; 0 lets Azure decide by the number of nodes.</param>
/// <param name="IdleTimeoutInMinutes">4 to 120.</param>
public sealed record LoadBalancerOutbound(
    int? ManagedOutboundIpCount = null,
    int? ManagedOutboundIpv6Count = null,
    IReadOnlyList<string>? OutboundIp = null,
    IReadOnlyList<string>? OutboundIpPrefix = null,
    int? AllocatedOutboundPorts = null,
    int? IdleTimeoutInMinutes = null)
{
    /// <summary>True when nothing is named.</summary>
    public bool IsEmpty => this == new LoadBalancerOutbound();

    /// <summary>True when a kind of address is named.</summary>
    public bool NamesAddresses => ManagedOutboundIpCount is not null || ManagedOutboundIpv6Count is not null || OutboundIp is not null || OutboundIpPrefix is not null;
}

/// <summary>What a user wants of the managed NAT gateway. Null means: as it is, or AKS's default.</summary>
/// <param name="ManagedOutboundIpCount">Managed IPv4 addresses, 1 to 16.</param>
/// <param name="ManagedOutboundIpv6Count">Managed IPv6 addresses, 1 to 16; with StandardV2 only.</param>
/// <param name="OutboundIp">Ids of own public IP addresses; with StandardV2 only.</param>
/// <param name="OutboundIpPrefix">Ids of own public IP prefixes; with StandardV2 only.</param>
/// <param name="IdleTimeoutInMinutes">4 to 120.</param>
/// <param name="Sku">Standard or StandardV2; there is no way back from StandardV2.</param>
public sealed record NatGatewayOutbound(
    int? ManagedOutboundIpCount = null,
    int? ManagedOutboundIpv6Count = null,
    IReadOnlyList<string>? OutboundIp = null,
    IReadOnlyList<string>? OutboundIpPrefix = null,
    int? IdleTimeoutInMinutes = null,
    string? Sku = null)
{
    /// <summary>True when nothing is named.</summary>
    public bool IsEmpty => this == new NatGatewayOutbound();

}

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

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
    public bool NamesAddresses =>
        ManagedOutboundIpCount is not null
            || ManagedOutboundIpv6Count is not null
            || OutboundIp is not null
            || OutboundIpPrefix is not null;
}

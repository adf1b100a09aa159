namespace AksEgress.Core.Egress;

/// <summary>
/// The requested outbound settings of the load balancer. Null keeps the current value or uses the default of AKS. Managed counts,
/// the user's own addresses, and the user's own prefixes exclude each other.
/// </summary>
/// <param name="ManagedOutboundIpCount">Managed IPv4 addresses, 1 to 100.</param>
/// <param name="ManagedOutboundIpv6Count">Managed IPv6 addresses, 0 to 100.</param>
/// <param name="OutboundIp">The IDs of the user's public IP addresses.</param>
/// <param name="OutboundIpPrefix">The IDs of the user's public IP prefixes.</param>
/// <param name="AllocatedOutboundPorts">Ports for each node, 0 to 64000, a multiple of 8; 0 allocates ports by the number of nodes.</param>
/// <param name="IdleTimeoutInMinutes">4 to 120.</param>
public sealed record LoadBalancerOutbound(
    int? ManagedOutboundIpCount = null,
    int? ManagedOutboundIpv6Count = null,
    IReadOnlyList<string>? OutboundIp = null,
    IReadOnlyList<string>? OutboundIpPrefix = null,
    int? AllocatedOutboundPorts = null,
    int? IdleTimeoutInMinutes = null)
{
    /// <summary>True when no setting is specified.</summary>
    public bool IsEmpty => this == new LoadBalancerOutbound();

    /// <summary>True when outbound addresses are specified.</summary>
    public bool NamesAddresses =>
        ManagedOutboundIpCount is not null
            || ManagedOutboundIpv6Count is not null
            || OutboundIp is not null
            || OutboundIpPrefix is not null;
}

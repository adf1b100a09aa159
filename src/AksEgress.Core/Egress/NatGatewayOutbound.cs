namespace AksEgress.Core.Egress;

/// <summary>The requested settings of the managed NAT gateway. Null keeps the current value or uses the default of AKS.</summary>
/// <param name="ManagedOutboundIpCount">Managed IPv4 addresses, 1 to 16.</param>
/// <param name="ManagedOutboundIpv6Count">Managed IPv6 addresses, 1 to 16; requires StandardV2.</param>
/// <param name="OutboundIp">The IDs of the user's public IP addresses; requires StandardV2.</param>
/// <param name="OutboundIpPrefix">The IDs of the user's public IP prefixes; requires StandardV2.</param>
/// <param name="IdleTimeoutInMinutes">4 to 120.</param>
/// <param name="Sku">Standard or StandardV2; moving off StandardV2 isn't supported.</param>
public sealed record NatGatewayOutbound(
    int? ManagedOutboundIpCount = null,
    int? ManagedOutboundIpv6Count = null,
    IReadOnlyList<string>? OutboundIp = null,
    IReadOnlyList<string>? OutboundIpPrefix = null,
    int? IdleTimeoutInMinutes = null,
    string? Sku = null)
{
    /// <summary>True when no setting is specified.</summary>
    public bool IsEmpty => this == new NatGatewayOutbound();

}

namespace AksEgress.Core.Egress;

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

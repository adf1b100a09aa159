using AksEgress.Core.Subnets;

namespace AksEgress.Core.VirtualNetworks;

/// <summary>The requested properties of a virtual network.</summary>
/// <param name="AddressPrefix">Its ranges as CIDR.</param>
/// <param name="Subnets">The subnets to create with it.</param>
/// <param name="DnsServers">The addresses of DNS servers; null to keep the current ones, an empty list for Azure's.</param>
public sealed record VirtualNetworkRequest(
    IReadOnlyList<string> AddressPrefix,
    IReadOnlyList<SubnetAddresses> Subnets,
    IReadOnlyList<string>? DnsServers);

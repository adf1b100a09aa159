using AksEgress.Core.Subnets;

namespace AksEgress.Core.VirtualNetworks;

/// <summary>What a virtual network is to be.</summary>
/// <param name="AddressPrefix">Its ranges as CIDR.</param>
/// <param name="Subnets">Subnets to make with it.</param>
/// <param name="DnsServers">DNS servers by address; null leaves them, none means Azure's.</param>
public sealed record VirtualNetworkRequest(
    IReadOnlyList<string> AddressPrefix,
    IReadOnlyList<SubnetAddresses> Subnets,
    IReadOnlyList<string>? DnsServers);

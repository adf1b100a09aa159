using AksEgress.Core.PublicIps;

namespace AksEgress.Core.Egress;

/// <summary>Public IP addresses and prefixes.</summary>
internal sealed record PublicAddresses(IReadOnlyList<PublicIp> Ips, IReadOnlyList<PublicIpPrefix> Prefixes)
{
    /// <summary>None.</summary>
    public static PublicAddresses None { get; } = new([], []);
}

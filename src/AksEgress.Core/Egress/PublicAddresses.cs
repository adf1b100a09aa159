using AksEgress.Core.PublicIps;

namespace AksEgress.Core.Egress;

/// <summary>Public IPs and prefixes as they were read.</summary>
internal sealed record PublicAddresses(IReadOnlyList<PublicIp> Ips, IReadOnlyList<PublicIpPrefix> Prefixes)
{
    /// <summary>None.</summary>
    public static PublicAddresses None { get; } = new([], []);
}

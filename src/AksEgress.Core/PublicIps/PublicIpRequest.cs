using AksEgress.Core.Resources;

namespace AksEgress.Core.PublicIps;

/// <summary>The requested settings of a public IP address or prefix; null for the default, or to keep the current value.</summary>
public sealed record PublicIpRequest
{
    /// <summary>Standard (default) or StandardV2.</summary>
    public string? Sku { get; init; }

    /// <summary>IPv4 (default) or IPv6.</summary>
    public string? IpVersion { get; init; }

    /// <summary>Static (default), which both SKUs require.</summary>
    public string? AllocationMethod { get; init; }

    /// <summary>Minutes until an idle inbound connection is dropped, 4 to 30.</summary>
    public int? IdleTimeoutInMinutes { get; init; }

    /// <summary>The availability zones.</summary>
    public IReadOnlyList<string>? Zone { get; init; }

    /// <summary>The prefix of the address, which determines its SKU, version, and zones.</summary>
    public ArmReference? PublicIpPrefix { get; init; }

    /// <summary>The number of network bits of a prefix: 28 to 31 for IPv4, 124 to 127 for IPv6.</summary>
    public int? PrefixLength { get; init; }
}

using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>The requested settings of an existing Azure Firewall; null keeps the current value.</summary>
public sealed record FirewallChangeRequest
{
    /// <summary>
    /// All its public IP addresses; at least one. A name is resolved in the firewall's resource group. Prefixes are kept.
    /// </summary>
    public IReadOnlyList<ArmReference>? PublicIp { get; init; }

    /// <summary>Whether the DNS proxy is enabled.</summary>
    public bool? EnableDnsProxy { get; init; }

    /// <summary>The DNS servers; an empty list restores Azure DNS.</summary>
    public IReadOnlyList<string>? DnsServer { get; init; }

    /// <summary>Off, Alert, or Deny.</summary>
    public string? ThreatIntelMode { get; init; }

    /// <summary>The ID of a firewall policy.</summary>
    public ArmResourceId? Policy { get; init; }

    /// <summary>Tags to add or to change; others are kept.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

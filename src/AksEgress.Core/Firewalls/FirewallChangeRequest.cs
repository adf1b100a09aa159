using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>What is to change of an existing Azure Firewall; null leaves what is there.</summary>
public sealed record FirewallChangeRequest
{
    /// <summary>
    /// All its public IP addresses; at least one. A bare name is looked for in the firewall's resource group. Prefixes remain.
    /// </summary>
    public IReadOnlyList<ArmReference>? PublicIp { get; init; }

    /// <summary>Whether it answers DNS itself.</summary>
    public bool? EnableDnsProxy { get; init; }

    /// <summary>The DNS servers that it asks; an empty list means those of Azure.</summary>
    public IReadOnlyList<string>? DnsServer { get; init; }

    /// <summary>Off, Alert, or Deny.</summary>
    public string? ThreatIntelMode { get; init; }

    /// <summary>The ID of a firewall policy.</summary>
    public ArmResourceId? Policy { get; init; }

    /// <summary>Tags to add or to change; others remain.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

namespace AksEgress.Core.Firewalls;

/// <summary>The requested settings of a firewall policy; null keeps the current value.</summary>
/// <param name="Tier">Standard, Premium or Basic.</param>
/// <param name="EnableDnsProxy">Whether the DNS proxy is enabled.</param>
/// <param name="DnsServer">The DNS servers; an empty list restores Azure DNS.</param>
/// <param name="ThreatIntelMode">Off, Alert or Deny.</param>
public sealed record FirewallPolicyRequest(string? Tier, bool? EnableDnsProxy, IReadOnlyList<string>? DnsServer, string? ThreatIntelMode);

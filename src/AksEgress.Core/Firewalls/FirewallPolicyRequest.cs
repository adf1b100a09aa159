namespace AksEgress.Core.Firewalls;

/// <summary>What a firewall policy is to be; null leaves what is there.</summary>
/// <param name="Tier">Standard, Premium or Basic.</param>
/// <param name="EnableDnsProxy">Whether its firewalls answer DNS themselves.</param>
/// <param name="DnsServer">The DNS servers that they ask; none goes back to Azure's own.</param>
/// <param name="ThreatIntelMode">Off, Alert or Deny.</param>
public sealed record FirewallPolicyRequest(string? Tier, bool? EnableDnsProxy, IReadOnlyList<string>? DnsServer, string? ThreatIntelMode);

using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;

namespace AksEgress.Core.Egress;

/// <summary>What a firewall filters by: its classic rules, or its policy with the parents.</summary>
/// <param name="Firewall">The firewall.</param>
/// <param name="Policies">The policy and its parents, the outermost parent first, with their rule collection groups.</param>
/// <param name="IpGroups">The addresses of the IP groups that rules name, by ID; null for one that can't be read.</param>
/// <param name="Unreadable">Why some of the rules aren't known; null if all are.</param>
internal sealed record FirewallFilter(
    Firewall Firewall,
    IReadOnlyList<(FirewallPolicy Policy, IReadOnlyList<ArmDocument> Groups)> Policies,
    IReadOnlyDictionary<string, IReadOnlyList<string>?> IpGroups,
    string? Unreadable)
{
    /// <summary>True if FQDNs in network rules have an effect.</summary>
    public bool EnablesDnsProxy =>
        Policies.Count > 0 ? Policies[^1].Policy.EnableDnsProxy : Firewall.Policy is null && Firewall.EnableDnsProxy;

    /// <summary>Off, Alert, or Deny: a policy's mode applies to its firewalls, and a parent's stricter one to its children.</summary>
    public bool DeniesByThreatIntelligence =>
        Policies.Count == 0
            ? Firewall.Policy is null && Denies(Firewall.ThreatIntelMode)
            : Policies.Any(item => Denies(item.Policy.ThreatIntelMode));

    private static bool Denies(string? mode) => string.Equals(mode, "Deny", StringComparison.OrdinalIgnoreCase);
}

using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>A firewall policy: rules and settings that several Azure Firewalls can share.</summary>
public sealed class FirewallPolicy(ArmDocument document) : ArmResource(document), IArmResource<FirewallPolicy>
{
    /// <inheritdoc/>
    static string IArmResource<FirewallPolicy>.Type => ResourceTypes.FirewallPolicies;

    /// <summary>Standard, Premium, or Basic; the firewalls that use it must have the same tier.</summary>
    public string Tier => Document.Root.Text("properties", "sku", "tier") ?? "Standard";

    /// <summary>True when the DNS proxy is enabled, which FQDNs in network rules require.</summary>
    public bool EnableDnsProxy => Document.Root.Flag("properties", "dnsSettings", "enableProxy") ?? false;

    /// <summary>The DNS servers; empty for Azure DNS.</summary>
    public OutputList<string> DnsServer => Document.Root.Texts("properties", "dnsSettings", "servers");

    /// <summary>Off, Alert or Deny.</summary>
    public string? ThreatIntelMode => Document.Root.Text("properties", "threatIntelMode");

    /// <summary>The ID of the base policy, whose rules are processed first, or null.</summary>
    public string? BasePolicy => Document.Root.Text("properties", "basePolicy", "id");

    /// <summary>The ids of the rule collection groups.</summary>
    public OutputList<string> RuleCollectionGroup => Document.Root.Ids("properties", "ruleCollectionGroups");

    /// <summary>The IDs of the firewalls and child policies that use it.</summary>
    public OutputList<string> UsedBy =>
        (string[])[.. Document.Root.Ids("properties", "firewalls"), .. Document.Root.Ids("properties", "childPolicies")];

    /// <inheritdoc/>
    static FirewallPolicy IArmResource<FirewallPolicy>.Of(ArmDocument document) => new(document);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Users => UsedBy;

    /// <inheritdoc/>
    internal override string RemovalText =>
        $"Remove firewall policy '{Name}' from resource group '{ResourceGroupName}', with "
            + $"{Sentences.Count(RuleCollectionGroup.Count, "rule collection group")}";
}

using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Firewalls;

/// <summary>A firewall policy: rules and settings that any number of Azure Firewalls take from it.</summary>
public sealed class FirewallPolicy(ArmDocument document) : ArmResource(document), IArmResource<FirewallPolicy>
{
    /// <inheritdoc/>
    static string IArmResource<FirewallPolicy>.Type => ResourceTypes.FirewallPolicies;

    /// <summary>Standard, Premium or Basic, as the firewalls that use it must be.</summary>
    public string Tier => Document.Root.Text("properties", "sku", "tier") ?? "Standard";

    /// <summary>True when the firewalls answer DNS themselves, which names in network rules need.</summary>
    public bool EnableDnsProxy => Document.Root.Flag("properties", "dnsSettings", "enableProxy") ?? false;

    /// <summary>The DNS servers that they ask; none means Azure's own.</summary>
    public IReadOnlyList<string> DnsServer => Document.Root.Texts("properties", "dnsSettings", "servers");

    /// <summary>Off, Alert or Deny.</summary>
    public string? ThreatIntelMode => Document.Root.Text("properties", "threatIntelMode");

    /// <summary>The id of the policy whose rules come before its own, or null.</summary>
    public string? BasePolicy => Document.Root.Text("properties", "basePolicy", "id");

    /// <summary>The ids of the rule collection groups.</summary>
    public IReadOnlyList<string> RuleCollectionGroup => Document.Root.Ids("properties", "ruleCollectionGroups");

    /// <summary>The ids of the firewalls and of the policies that build on it.</summary>
    public IReadOnlyList<string> UsedBy =>
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

using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Makes a firewall policy, which any number of Azure Firewalls of its tier can take their rules and DNS settings from.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressFirewallPolicy", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(FirewallPolicy))]
public sealed class NewAksEgressFirewallPolicyCommand : NewResourceCommand<FirewallPolicy>
{
    /// <summary>Standard, Premium or Basic, as its firewalls are; Standard when it is left out.</summary>
    [Parameter]
    [ValidateSet("Standard", "Premium", "Basic")]
    public string? Tier { get; set; }

    /// <summary>Lets the firewalls answer DNS, which names in network rules need.</summary>
    [Parameter]
    public SwitchParameter EnableDnsProxy { get; set; }

    /// <summary>DNS servers that the firewalls ask, by address; Azure's own when it is left out.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? DnsServer { get; set; }

    /// <summary>What is done with addresses and names of bad repute; Azure's default is Alert.</summary>
    [Parameter]
    [ValidateSet("Alert", "Deny", "Off")]
    public string? ThreatIntelMode { get; set; }

    /// <inheritdoc/>
    protected override string ResourceType => ResourceTypes.FirewallPolicies;

    /// <inheritdoc/>
    protected override FirewallPolicy View(ArmDocument document) => new(document);

    /// <inheritdoc/>
    protected override void CheckParameters() => FirewallPolicyDesign.Check(Request());

    /// <inheritdoc/>
    protected override void Apply(ArmDocument document, ArmResourceId id) => FirewallPolicyDesign.Apply(document, id, Request());

    /// <inheritdoc/>
    protected override string Describe(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var proxy = document.Root.Flag("properties", "dnsSettings", "enableProxy") == true ? ", DNS proxy on" : string.Empty;
        return $"a firewall policy ({document.Root.Text("properties", "sku", "tier")}{proxy})";
    }

    private FirewallPolicyRequest Request() =>
        new(Tier, IsGiven(nameof(EnableDnsProxy)) ? EnableDnsProxy : null, DnsServer, ThreatIntelMode);
}

using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Creates a firewall policy.</summary>
[Cmdlet(VerbsCommon.New, "AksEgressFirewallPolicy", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(FirewallPolicy), typeof(EgressOperation), typeof(Job))]
public sealed class NewAksEgressFirewallPolicyCommand : NewCmdletBase<FirewallPolicy>
{
    /// <summary>Specifies the tier: Standard, Premium, or Basic. It must be the tier of the firewalls. The default is Standard.</summary>
    [Parameter]
    [ValidateSet("Standard", "Premium", "Basic")]
    public string? Tier { get; set; }

    /// <summary>Indicates that the firewalls act as DNS proxies. Network rules with FQDNs require the DNS proxy.</summary>
    [Parameter]
    public SwitchParameter EnableDnsProxy { get; set; }

    /// <summary>Specifies the IP addresses of the DNS servers that the firewalls use. The default is the DNS of Azure.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? DnsServer { get; set; }

    /// <summary>
    /// Specifies how the firewalls handle traffic from and to known malicious addresses and domains. The default of Azure is Alert.
    /// </summary>
    [Parameter]
    [ValidateSet("Alert", "Deny", "Off")]
    public string? ThreatIntelMode { get; set; }

    private protected override Task<ResourceDesign> DesignAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        bool? proxy = IsGiven(nameof(EnableDnsProxy)) ? EnableDnsProxy : null;
        return Task.FromResult<ResourceDesign>(
            new FirewallPolicyDesign(id, new FirewallPolicyRequest(Tier, proxy, DnsServer, ThreatIntelMode)));
    }
}

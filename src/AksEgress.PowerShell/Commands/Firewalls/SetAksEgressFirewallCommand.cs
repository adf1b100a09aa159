using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Changes the public IP addresses, DNS settings, threat intelligence mode, policy, or tags of an Azure Firewall; everything else of it
/// stays as it is.
/// </summary>
[Cmdlet(VerbsCommon.Set, "AksEgressFirewall", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(Firewall), typeof(EgressOperation), typeof(Job))]
public sealed class SetAksEgressFirewallCommand : ChangeCmdletBase<Firewall>
{
    /// <summary>
    /// Specifies all public IP addresses of the firewall, at least one: names, resource IDs, or objects. Prefixes are kept.
    /// </summary>
    [Parameter]
    [Alias("PublicIpAddress")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference<PublicIp>[]? PublicIp { get; set; }

    /// <summary>
    /// Indicates that the firewall acts as a DNS proxy. Network rules with FQDNs require the DNS proxy. <c>-EnableDnsProxy:$false</c>
    /// disables it.
    /// </summary>
    [Parameter]
    public SwitchParameter EnableDnsProxy { get; set; }

    /// <summary>Specifies the IP addresses of the DNS servers that the firewall uses. An empty list specifies the DNS of Azure.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? DnsServer { get; set; }

    /// <summary>
    /// Specifies what the firewall does with traffic from and to known malicious addresses: Off, Alert (log it), or Deny (log and block
    /// it).
    /// </summary>
    [Parameter]
    [ValidateSet("Off", "Alert", "Deny")]
    public string? ThreatIntelMode { get; set; }

    /// <summary>
    /// Specifies a firewall policy of the same tier: a name, a resource ID, or an object. The firewall must not have classic rules.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    [ResourceReference]
    public ArmReference? Policy { get; set; }

    /// <summary>Specifies tags to add or to change. Other tags are kept.</summary>
    [Parameter]
    [Alias("Tags")]
    [TagTable]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    private protected override async Task ChangeAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var request = new FirewallChangeRequest
        {
            PublicIp = PublicIp,
            EnableDnsProxy = IsGiven(nameof(EnableDnsProxy)) ? EnableDnsProxy : null,
            DnsServer = DnsServer,
            ThreatIntelMode = ThreatIntelMode,
            Policy = Policy?.Resolve(ResourceTypes.FirewallPolicies, id.SubscriptionId, id.ResourceGroupName),
            Tags = Tag is null ? new Dictionary<string, string>() : TagFilter.Texts(Tag),
        };
        await RunAsync(
            await FirewallPlan.CreateAsync(Store, id, request, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }
}

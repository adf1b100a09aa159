using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Changes a rule of an Azure Firewall or its policy. The rule keeps its position and all settings that the parameters don't specify.
/// </summary>
[Cmdlet(VerbsCommon.Set, "AksEgressFirewallRule", SupportsShouldProcess = true)]
[OutputType(typeof(FirewallRule), typeof(EgressOperation), typeof(Job))]
public sealed class SetAksEgressFirewallRuleCommand : PipelineCmdletBase
{
    /// <summary>Specifies the firewall: a name, a resource ID, or an object.</summary>
    [Parameter(Position = 0)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<Firewall>? Firewall { get; set; }

    /// <summary>Specifies the name of the rule.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the rule collection. It's required if several collections have a rule of the same name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionName { get; set; }

    /// <summary>Specifies the rule collection group of the policy. It's required if several groups have a rule of the same name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FirewallRuleCompleter))]
    public string? CollectionGroupName { get; set; }

    /// <summary>
    /// Specifies the kind of the rule: Dnat, Network, or Application. It's required if rules of several kinds have the same name.
    /// </summary>
    [Parameter]
    public FirewallRuleKind? Kind { get; set; }

    /// <summary>
    /// Specifies all protocols. Network and DNAT rules take TCP, UDP, ICMP, or Any. Application rules take pairs such as <c>Https=443</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? Protocol { get; set; }

    /// <summary>Specifies all sources: addresses, ranges, or <c>*</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? SourceAddress { get; set; }

    /// <summary>
    /// Specifies all destinations. A network rule takes IP addresses, ranges, and service tags, which replace FQDNs. A DNAT rule takes
    /// public IP addresses of the firewall.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationAddress { get; set; }

    /// <summary>Specifies all destination FQDNs of a network rule. They replace destination addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationFqdn { get; set; }

    /// <summary>
    /// Specifies all destination ports: <c>443</c>, <c>8000-8080</c>, or <c>*</c>. A DNAT rule has one port.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationPort { get; set; }

    /// <summary>Specifies all target FQDNs of an application rule, such as <c>*.contoso.com</c>. They replace FQDN tags.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? TargetFqdn { get; set; }

    /// <summary>Specifies all FQDN tags of an application rule, such as <c>AzureKubernetesService</c>. They replace target FQDNs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? FqdnTag { get; set; }

    /// <summary>Specifies the translated address or FQDN of a DNAT rule.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TranslatedAddress { get; set; }

    /// <summary>Specifies the translated port of a DNAT rule. Range: 1 to 65535.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int? TranslatedPort { get; set; }

    /// <summary>Specifies the resource group of a firewall that is specified by name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>
    /// Specifies the firewall, or a rule of the firewall: an object from another cmdlet, a file, or a job; a row; a name; or a resource ID.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet sends the request and returns an operation for Wait-AksEgressOperation, without waiting for completion.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Indicates that the cmdlet returns the rule after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?["Name"] ?? Name;

    internal override SubjectNames Names => FirewallInput.Names(ResourceGroupName);

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        FirewallInput.CheckRule(this, Name, CollectionName, CollectionGroupName, Kind);
        if (Piped is { IsRow: true })
        {
            // The kind and the collection's values identify the rule, or aren't part of it.
            ApplyRow(
                "Firewall", "FirewallName", "ResourceGroupName", "Name", "Kind", "CollectionName", "CollectionGroupName", "Priority",
                "Action", "Policy", "Destination");
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var (name, collection, kind, group) = FirewallInput.Rule(this, Name, CollectionName, CollectionGroupName, Kind);
        var book = await FirewallInput.ReadAsync(this, Firewall, ResourceGroupName, false, cancellationToken).ConfigureAwait(false);
        var change = book.Editing(name, collection, kind, group, new FirewallRuleEdit
        {
            Protocol = Protocol,
            SourceAddress = SourceAddress,
            DestinationAddress = DestinationAddress,
            DestinationFqdn = DestinationFqdn,
            DestinationPort = DestinationPort,
            TargetFqdn = TargetFqdn,
            FqdnTag = FqdnTag,
            TranslatedAddress = TranslatedAddress,
            TranslatedPort = TranslatedPort,
        });
        var passThru = PassThru.IsPresent;
        await new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob, Caption = "Azure Firewall rule" }.RunAsync(
            change,
            (rules, streams) =>
            {
                if (passThru)
                {
                    FirewallInput.Write(rules, streams);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}

using System.Management.Automation;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes one rule of an Azure Firewall or its policy.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressFirewallRule", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(EgressOperation), typeof(Job))]
public sealed class RemoveAksEgressFirewallRuleCommand : PipelineCmdletBase
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

    /// <summary>Specifies the kind of the rule. It's required if rules of several kinds have the same name.</summary>
    [Parameter]
    public FirewallRuleKind? Kind { get; set; }

    /// <summary>Indicates that the cmdlet returns True if the rule existed and was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Specifies the resource group of a firewall that is specified by name only.</summary>
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

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?["Name"] ?? Name;

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        FirewallInput.CheckRule(this, Name, CollectionName, CollectionGroupName, Kind);    }

    internal override SubjectNames Names => FirewallInput.Names(ResourceGroupName);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var (name, collection, kind, group) = FirewallInput.Rule(this, Name, CollectionName, CollectionGroupName, Kind);
        var book = await FirewallInput.ReadAsync(this, Firewall, ResourceGroupName, false, cancellationToken).ConfigureAwait(false);
        var change = book.Removing(name, collection, kind, group);
        var passThru = PassThru.IsPresent;
        var runner = new PlanRunner(this) { Force = Force, NoWait = NoWait, AsJob = AsJob, Caption = "Azure Firewall rule" };
        await runner.RunAsync(
            change,
            (_, streams) =>
            {
                if (passThru)
                {
                    streams.Result(true);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}

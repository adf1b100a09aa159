using System.Management.Automation;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes one rule of a network security group.</summary>
[Cmdlet(VerbsCommon.Remove, "AksEgressSecurityRule", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool), typeof(Job))]
public sealed class RemoveAksEgressSecurityRuleCommand : PipelineCmdletBase
{
    /// <summary>Specifies the network security group: a name, a resource ID, or an object.</summary>
    [Parameter(Position = 0)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<NetworkSecurityGroup>? NetworkSecurityGroup { get; set; }

    /// <summary>Specifies the name of the rule.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecurityRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the resource group of a network security group that is specified by name only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the resource ID of the rule.</summary>
    [Parameter]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>
    /// Specifies the network security group, or a rule of it: an object from another cmdlet, a file, or a job; a row; a name; or a resource
    /// ID.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Indicates that the cmdlet returns True if the rule existed and was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?["Name"] ?? Name;

    internal override SubjectNames Names => SecurityRuleInput.Names(ResourceGroupName);

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        SecurityRuleInput.RequireSupported(this);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var (group, name) = SecurityRuleInput.Rule(this, NetworkSecurityGroup, Name, ResourceGroupName, ResourceId);
        var plan = await new SecurityRuleChange(Store).PlanRemoveAsync(group, name, cancellationToken).ConfigureAwait(false);
        var passThru = PassThru.IsPresent;
        await SecurityRuleInput.RunAsync(
            this,
            plan,
            Force,
            AsJob,
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

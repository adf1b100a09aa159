using System.Management.Automation;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes the outbound type of an AKS cluster.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "AksOutboundType",
    DefaultParameterSetName = ParameterSets.Name,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[Alias("Set-AksEgressOutboundType")]
[OutputType(typeof(OutboundTypeChange), typeof(EgressOperation), typeof(Job))]
public sealed class SetAksOutboundTypeCommand : OutboundCmdletBase
{
    /// <summary>
    /// Specifies the resource group of the cluster. The default is the resource group of the pipeline input or of the session.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [NotAnOutboundType]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public override string? ResourceGroupName { get; set; }

    /// <summary>Indicates that the cmdlet ignores the errors of the pre-flight check and lets Azure Resource Manager decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>
    /// Indicates that the cmdlet replaces the nodes of all node pools after the change is verified. Until then, nodes keep parts of the
    /// previous egress configuration.
    /// </summary>
    [Parameter]
    public SwitchParameter ReimageNodePool { get; set; }

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
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ClusterId();
        var target = Target(id) with { ReimageNodePool = ReimageNodePool };
        var plan = await new OutboundTypeChanger(Store).PlanAsync(id, target, Session.Operations, cancellationToken).ConfigureAwait(false);
        var runner = new PlanRunner(this) { SkipPreflight = SkipPreflight, Force = Force, NoWait = NoWait, AsJob = AsJob };
        await runner.RunAsync(plan, UnverifiedNodes.Write, cancellationToken).ConfigureAwait(false);
    }
}

using System.Management.Automation;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Changes how a cluster's traffic leaves: checks first, shows the plan, asks, writes exactly the egress members,
/// waits, reads back, and returns a record from which Undo-AksOutboundType can go back.
/// </summary>
[Cmdlet(VerbsCommon.Set, "AksOutboundType", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(OutboundTypeChange), typeof(EgressOperation), typeof(Job))]
public sealed class SetAksOutboundTypeCommand : ClusterCmdlet
{
    /// <summary>Goes on where the pre-flight found errors, and lets ARM decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>Replaces the nodes of all pools when the change is verified: nodes keep parts of the old egress until then.</summary>
    [Parameter]
    public SwitchParameter ReimageNodePool { get; set; }

    /// <summary>Answers the question, as -Confirm:$false does; never overrules -WhatIf.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Does not wait; writes an operation for Wait-AksEgressOperation.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Waits in a job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = ClusterId();
        var plan = await new OutboundTypeChanger(Store).PlanAsync(id, Target(id) with { ReimageNodePool = ReimageNodePool }, cancellationToken).ConfigureAwait(false);
        var run = new OutboundChangeRun(this) { SkipPreflight = SkipPreflight, Force = Force, NoWait = NoWait, AsJob = AsJob };
        await run.RunAsync(plan, "Set-AksOutboundType", cancellationToken).ConfigureAwait(false);
    }
}

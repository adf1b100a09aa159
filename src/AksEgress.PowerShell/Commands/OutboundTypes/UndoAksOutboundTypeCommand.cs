using System.Management.Automation;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Puts a cluster's egress members back as a change record has them. Managed addresses come back as new ones:
/// Azure does not keep an address that it has freed.
/// </summary>
[Cmdlet(VerbsCommon.Undo, "AksOutboundType", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Undo-AksEgressOutboundType")]
[OutputType(typeof(OutboundTypeChange), typeof(EgressOperation), typeof(Job))]
public sealed class UndoAksOutboundTypeCommand : EgressCmdletBase
{
    /// <summary>The record: the property Record of what Set-AksOutboundType or Wait-AksEgressOperation returned.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Record { get; set; } = string.Empty;

    /// <summary>Goes on where the pre-flight found errors, and lets ARM decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>
    /// Lets the API server's authorized ranges go back as well: new addresses go in with the change, or right after it where only
    /// AKS knows them; old ones leave when the change is verified. Does nothing where a cluster has no ranges.
    /// </summary>
    [Parameter]
    public SwitchParameter UpdateAuthorizedIpRange { get; set; }

    /// <summary>Replaces the nodes of all pools when the change is verified: nodes keep parts of the old egress until then.</summary>
    [Parameter]
    public SwitchParameter ReimageNodePool { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Sends the request and returns an operation for Wait-AksEgressOperation, without waiting.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Runs as a background job, and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var change = OutboundTypeChange.FromRecord(Record);
        RequireSubscription(change.ResourceId);
        var plan = await new OutboundTypeChanger(Store).PlanUndoAsync(
            change, UpdateAuthorizedIpRange, ReimageNodePool, Session.Operations, cancellationToken).ConfigureAwait(false);
        var runner = new PlanRunner(this) { SkipPreflight = SkipPreflight, Force = Force, NoWait = NoWait, AsJob = AsJob };
        await runner.RunAsync(plan, static (undone, streams) => streams.Result(undone), cancellationToken).ConfigureAwait(false);
    }
}

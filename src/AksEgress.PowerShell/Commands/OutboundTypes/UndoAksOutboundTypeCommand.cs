using System.Management.Automation;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Reverts a change of the outbound type.</summary>
[Cmdlet(VerbsCommon.Undo, "AksOutboundType", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Undo-AksEgressOutboundType")]
[OutputType(typeof(OutboundTypeChange), typeof(EgressOperation), typeof(Job))]
public sealed class UndoAksOutboundTypeCommand : EgressCmdletBase
{
    /// <summary>
    /// Specifies the change record: the property Record of the object that Set-AksOutboundType or Wait-AksEgressOperation returned.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Record { get; set; } = string.Empty;

    /// <summary>Indicates that the cmdlet ignores the errors of the pre-flight check and lets Azure Resource Manager decide.</summary>
    [Parameter]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>
    /// Indicates that the cmdlet also reverts the authorized IP ranges of the API server. It adds new egress IP addresses with the change,
    /// or directly after it if only AKS knows them, and removes old ones after the change is verified. It has no effect on clusters without
    /// authorized IP ranges.
    /// </summary>
    [Parameter]
    public SwitchParameter UpdateAuthorizedIpRange { get; set; }

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
        var change = OutboundTypeChange.FromRecord(Record);
        RequireSubscription(change.ResourceId);
        var plan = await new OutboundTypeChanger(Store).PlanUndoAsync(
            change, UpdateAuthorizedIpRange, ReimageNodePool, Session.Operations, cancellationToken).ConfigureAwait(false);
        var runner = new PlanRunner(this) { SkipPreflight = SkipPreflight, Force = Force, NoWait = NoWait, AsJob = AsJob };
        await runner.RunAsync(plan, UnverifiedNodes.Write, cancellationToken).ConfigureAwait(false);
    }
}

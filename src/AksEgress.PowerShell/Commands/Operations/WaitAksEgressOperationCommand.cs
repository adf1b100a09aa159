using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Firewalls;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.Core.RunCommands;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Engine;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Commands;

/// <summary>Waits for an operation that was started with -NoWait.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AksEgressOperation", SupportsShouldProcess = true)]
[OutputType(typeof(OutboundTypeChange), typeof(CommandResult), typeof(Cluster), typeof(NodePool), typeof(Firewall))]
public sealed class WaitAksEgressOperationCommand : EgressCmdletBase
{
    /// <summary>
    /// Specifies the token of the operation, which also identifies where the operation was started. It's optional with a change record: the
    /// cmdlet then monitors the cluster itself.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Token { get; set; } = string.Empty;

    /// <summary>Specifies the resource ID of the resource. It's the property ResourceId of the operation object.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResourceId { get; set; } = string.Empty;

    /// <summary>Specifies the kind of the operation. It's the property Operation of the operation object.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Operation { get; set; }

    /// <summary>Specifies the change record. It's the property Record of the operation object.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Record { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ResourceId;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var operation = SavedOperation.FromParts(ResourceId, Operation, Token, Record);
        RequireSubscription(operation.ResourceId);
        operation = Session.Operations.Updated(operation);
        await operation.RequireOriginAsync(Gateway, cancellationToken).ConfigureAwait(false);
        if (operation.Record is { Length: > 0 } record)
        {
            await WaitForChangeAsync(operation, record, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (ClusterCommands.IsCommand(operation))
        {
            var commands = new ClusterCommands(Gateway, new OperationProgress(Streams, operation.Name, null));
            CommandOutput.Write(await commands.WaitAsync(operation, cancellationToken).ConfigureAwait(false), Streams);
            return;
        }

        if (!ResourceViews.IsKnown(ArmResourceId.Parse(ResourceId).ResourceType))
        {
            throw ResourceViews.Unknown(ArmResourceId.Parse(ResourceId));
        }

        var progress = new OperationProgress(Streams, operation.Name, UsualDuration.UpdateCluster.Median);
        if (await new OperationReader(Gateway).WaitAsync(operation, progress, cancellationToken).ConfigureAwait(false) is { } document)
        {
            Streams.Result(ResourceViews.Of(document));
        }
    }

    private async Task WaitForChangeAsync(EgressOperation operation, string record, CancellationToken cancellationToken)
    {
        var followUps = await ConfirmAsync(OutboundTypeChange.FromRecord(record)).ConfigureAwait(false);
        if (WhatIf)
        {
            return;
        }

        var progress = new OperationProgress(Streams, operation.Name, UsualDuration.UpdateCluster.Median);
        var changer = new OutboundTypeChanger(new ResourceStore(Gateway, progress), Session.Gateway.Clock);
        UnverifiedNodes.Write(
            await changer.WaitAsync(operation, followUps, Session.Operations, cancellationToken).ConfigureAwait(false), Streams);
    }

    // The prompts come before the wait, so that the user doesn't have to return to answer them.
    private async Task<FollowUps> ConfirmAsync(OutboundTypeChange change)
    {
        var followUps = FollowUps.All;
        if (change.ChangesRanges)
        {
            var removed = change.RangesToDrop.Count == 0 ? string.Empty : $": remove {Sentences.List(change.RangesToDrop)}";
            var ranges = $"Update the authorized IP ranges of cluster '{change.ClusterName}' to its new egress IP addresses{removed}";
            if (!await new PlanRunner(this) { Caption = "Wait-AksEgressOperation" }.ConfirmAsync(ranges).ConfigureAwait(false))
            {
                followUps &= ~FollowUps.AuthorizedRanges;
            }
        }

        if (change.NodePoolsToReimage.Count > 0)
        {
            var pools = $"Replace the nodes of {Sentences.Count(change.NodePoolsToReimage.Count, "node pool")} of cluster "
                + $"'{change.ClusterName}': {Sentences.List(change.NodePoolsToReimage)}";
            if (!await new PlanRunner(this) { Caption = "Wait-AksEgressOperation" }.ConfirmAsync(pools).ConfigureAwait(false))
            {
                followUps &= ~FollowUps.NodePools;
            }
        }

        return followUps;
    }
}

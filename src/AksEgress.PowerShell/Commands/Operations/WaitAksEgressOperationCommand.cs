using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
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
[Cmdlet(VerbsLifecycle.Wait, "AksEgressOperation", DefaultParameterSetName = TokenSet, SupportsShouldProcess = true)]
[OutputType(typeof(OutboundTypeChange), typeof(CommandResult), typeof(Cluster), typeof(NodePool), typeof(Firewall))]
public sealed class WaitAksEgressOperationCommand : EgressCmdletBase
{
    private const string TokenSet = "Token";
    private const string OperationSet = "Operation";

    /// <summary>
    /// Specifies the operations: objects from -NoWait or Get-AksEgressOperation, or copies of them from a file or a job. Pipe
    /// operations, or specify them as the first argument.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OperationSet)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Specifies the token of the operation, which also identifies where the operation was started. It's optional with a change record: the
    /// cmdlet then monitors the cluster itself.
    /// </summary>
    [Parameter(ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Token { get; set; } = string.Empty;

    /// <summary>Specifies the resource ID of the resource. It's the property ResourceId of the operation object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResourceId { get; set; } = string.Empty;

    /// <summary>Specifies the kind of the operation. It's the property Operation of the operation object.</summary>
    [Parameter(ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    public string? Operation { get; set; }

    /// <summary>Specifies the change record. It's the property Record of the operation object.</summary>
    [Parameter(ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    public string? Record { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ParameterSetName == TokenSet ? ResourceId : InputObject?.ToString();

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var operation in ParameterSetName == TokenSet
            ? [SavedOperation.FromParts(ResourceId, Operation, Token, Record)]
            : Specified(InputObject!))
        {
            await WaitAsync(operation, cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<EgressOperation> Specified(PSObject input)
    {
        var all = LanguagePrimitives.GetEnumerable(input.BaseObject)?.Cast<object?>().Select(Saved).ToList() ?? [Saved(input)];
        return all.Count > 0 ? all : throw NoOperation();
    }

    private static EgressOperation Saved(object? value)
    {
        var properties = value is null ? null : PSObject.AsPSObject(value).Properties;
        string? Text(string name) => properties?[name]?.Value?.ToString();
        return Text("ResourceId") is { Length: > 0 } id && (Text("Token") ?? Text("Record")) is not null
            ? SavedOperation.FromParts(id, Text("Operation"), Text("Token"), Text("Record"))
            : throw NoOperation();
    }

    private static EgressException NoOperation() => EgressErrors.InvalidValue(
        nameof(InputObject), "it isn't an operation. Specify an object that -NoWait or Get-AksEgressOperation returned.");

    private async Task WaitAsync(EgressOperation operation, CancellationToken cancellationToken)
    {
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

        var id = ArmResourceId.Parse(operation.ResourceId);
        if (!ResourceViews.IsKnown(id.ResourceType))
        {
            throw ResourceViews.Unknown(id);
        }

        var progress = new OperationProgress(Streams, operation.Name, UsualDuration.UpdateCluster.Median);
        if (await new OperationReader(Gateway).WaitAsync(operation, progress, cancellationToken).ConfigureAwait(false) is { } document)
        {
            var shown = ResourceViews.Shown(id);
            Streams.Result(ResourceViews.Of(
                shown.Equals(id) ? document : await Store.ReadAsync(shown, cancellationToken).ConfigureAwait(false)));
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

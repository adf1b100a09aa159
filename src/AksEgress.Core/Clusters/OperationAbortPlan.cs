using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Clusters;

/// <summary>An operation on a cluster or node pool that is about to be aborted.</summary>
public sealed class OperationAbortPlan : WritePlan<ArmDocument>
{
    private const string Action = "abort";
    private readonly ArmDocument _document;

    internal OperationAbortPlan(ArmResourceId id, ArmDocument document)
        : base(id) => _document = document;

    /// <inheritdoc/>
    public override ChangeKind Kind => _document.IsSettled || IsBeingAborted ? ChangeKind.None : ChangeKind.Action;

    /// <inheritdoc/>
    internal override string Operation => Action;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Warnings => IsBeingAborted
        ? [$"The operation on {Noun} '{Id.Name}' is being aborted already."]
        : Kind == ChangeKind.None
            ? [$"No operation is running on {Noun} '{Id.Name}' (state {_document.ProvisioningState ?? "unknown"}): nothing was aborted."]
            : [];

    /// <inheritdoc/>
    internal override ExpectedState Expected => new(ChangeKind.Action, null, []);

    private bool IsBeingAborted => _document.ProvisioningState == "Canceling";

    private string Noun => ResourceNouns.InSentence(Id.ResourceType);

    /// <inheritdoc/>
    public override string Describe() =>
        $"Abort the operation that is running on {Noun} '{Id.Name}' (state {_document.ProvisioningState}); what it has done isn't rolled "
            + "back, and the state becomes Canceled";

    /// <inheritdoc/>
    public override async Task<ArmDocument> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Kind == ChangeKind.None)
        {
            return _document;
        }

        var store = context.StoreFor(Activity, UsualDuration);
        await store.FinishAsync(Id, await SendAsync(store, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return await store.ReadAsync(Id, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.StartActionAsync(Id, Action, null, cancellationToken);
}

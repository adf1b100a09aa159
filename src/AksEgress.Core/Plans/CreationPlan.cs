using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Plans;

/// <summary>A planned creation of a resource, or a change of specified properties of an existing one.</summary>
/// <typeparam name="TView">The resource's view.</typeparam>
public sealed class CreationPlan<TView> : WritePlan<TView>
    where TView : ArmResource, IArmResource<TView>
{
    private readonly NewResource _target;
    private readonly ResourceDesign _design;

    internal CreationPlan(NewResource target, ResourceDesign design, ArmDocument document)
        : base(target.Id)
    {
        _target = target;
        _design = design;
        Document = document;
    }

    /// <summary>The document to send, without secrets.</summary>
    public ArmDocument Document { get; }

    /// <summary>True when an existing resource is changed.</summary>
    public bool Exists => Read is not null;

    /// <summary>
    /// True when an earlier run started to create the resource: the plan waits for it, and writes it once more if it failed.
    /// </summary>
    public bool ResumesPreviousAttempt => Resumed is not null;

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : Exists ? ChangeKind.Update : ChangeKind.Create;

    /// <summary>True when the resource exists and is as requested.</summary>
    public bool IsMet => Read is { IsSettled: true, IsUnfinished: false } read && Resumed is null
        && DocumentComparison.Compare(read.Root, Document.Root).Count == 0;

    /// <summary>The resource as read; null if it doesn't exist yet.</summary>
    internal ArmDocument? Read { get; init; }

    /// <summary>The requested document, if the creation of an earlier run is resumed; otherwise null.</summary>
    internal ArmDocument? Resumed { get; init; }

    /// <summary>True when the resource may carry traffic, and the change may interrupt it.</summary>
    public override bool InterruptsTraffic => Changes.Count > 0 && TView.Of(Read!).MayBeInUse;

    /// <inheritdoc/>
    internal override string? CriticalPrompt => InterruptsTraffic
        ? $"This may interrupt traffic of {ResourceNouns.InSentence(Id.ResourceType)} '{Id.Name}', or change its egress IP addresses. "
            + $"Changed: {string.Join(", ", Changes.Select(change => change.Path))}. Continue?"
        : null;

    private IReadOnlyList<MemberChange> Changes => Read is null || Resumed is not null
        ? []
        : [.. DocumentComparison.Compare(Read.Root, Document.Root).Where(_design.MayInterrupt)];

    /// <inheritdoc/>
    internal override ExpectedState Expected => Resumed is { } requested ? ExpectedState.Created(requested)
        : Exists ? new ExpectedState(ChangeKind.Update, Document.ETag, DocumentComparison.Compare(Read?.Root, Document.Root))
        : ExpectedState.Created(Document);

    /// <inheritdoc/>
    public override string Describe() =>
        $"{(Exists ? "Change" : "Create")} '{Id.Name}', {_design.Describe(Document)}, {_design.Place(Id, Document)}";

    /// <inheritdoc/>
    public override async Task<TView> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return TView.Of(
            IsMet ? Read! : await RunAsync(context.StoreFor(Activity, UsualDuration), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Writes the resource, and reads it back.</summary>
    /// <exception cref="EgressException">UpdateIncomplete, ConcurrentModification, ResourceExists, ModifiedByAnotherClient.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    internal async Task<ArmDocument> RunAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        if (ResumesPreviousAttempt)
        {
            // A failed resource is written again unchanged.
            await store.SettleAsync(Id, cancellationToken).ConfigureAwait(false);
            return await store.UpdateAsync(Id, static _ => { }, cancellationToken).ConfigureAwait(false);
        }

        if (Exists)
        {
            return await store.UpdateAsync(
                Id, document => ResourceCreation.Apply(document, _target, _design), cancellationToken).ConfigureAwait(false);
        }

        var result = await NewAsync(guarded => WriteNewAsync(store, guarded, cancellationToken)).ConfigureAwait(false);
        var missing = DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), Document.Root), result.Root);
        return missing.Count == 0 ? result : throw EgressErrors.UpdateIncomplete(Id.Name, string.Join("; ", missing), Id.Text);
    }

    /// <summary>
    /// Starts the write without waiting; an existing resource only if no other client modified it since then. If the operation of an
    /// earlier run is still running, nothing is written: the response is 202 without a token, and a wait polls the resource.
    /// </summary>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        if (ResumesPreviousAttempt && !Document.IsSettled)
        {
            return Task.FromResult(new ArmResponse(202, string.Empty, Document.ETag, null, null));
        }

        return Exists
            ? store.StartWriteAsync(Id, Sent(), Read, mustBeNew: false, cancellationToken)
            : NewAsync(guarded => StartNewAsync(store, guarded, cancellationToken));
    }

    private ArmDocument Sent()
    {
        var sent = Document.Copy();
        _design.AddSecrets(sent);
        return sent;
    }

    // The same for a creation without waiting: without a token, a wait polls the resource.
    private async Task<ArmResponse> StartNewAsync(ResourceStore store, bool guarded, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StartWriteAsync(Id, Sent(), read: null, mustBeNew: guarded, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status == 412)
        {
            if (await ReadOwnAsync(store, cancellationToken).ConfigureAwait(false) is not { } own)
            {
                throw;
            }

            return new ArmResponse(202, string.Empty, own.ETag, e.CorrelationId, null);
        }
    }

    // A resource that was created after the plan isn't replaced. AKS supports If-None-Match; for other providers, the store reads the
    // resource once more before the write.
    private async Task<T> NewAsync<T>(Func<bool, Task<T>> write)
    {
        var guarded = Id.ResourceType.StartsWith(ResourceTypes.ManagedClusters, StringComparison.OrdinalIgnoreCase);
        try
        {
            return await write(guarded).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status == 412)
        {
            throw ResourceStore.Exists(Id);
        }
    }

    // A 412 can be the result of a PUT that was sent again because its first response was lost.
    private async Task<ArmDocument> WriteNewAsync(ResourceStore store, bool guarded, CancellationToken cancellationToken)
    {
        try
        {
            return await store.WriteAsync(Id, Sent(), read: null, mustBeNew: guarded, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status == 412)
        {
            if (await ReadOwnAsync(store, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            return await store.FinishLostAsync(Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ArmDocument?> ReadOwnAsync(ResourceStore store, CancellationToken cancellationToken) =>
        await store.TryReadAsync(Id, cancellationToken).ConfigureAwait(false) is { } found
        && DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), Document.Root), found.Root).Count == 0 ? found : null;
}

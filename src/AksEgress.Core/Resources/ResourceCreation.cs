using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;

namespace AksEgress.Core.Resources;

/// <summary>What is about to be written.</summary>
/// <param name="Id">Where.</param>
/// <param name="Document">The document as it will be sent.</param>
/// <param name="Exists">True when an existing resource is changed.</param>
/// <param name="Apply">Puts the parameters into a document.</param>
public sealed record CreationPlan(ArmResourceId Id, ArmDocument Document, bool Exists, Action<ArmDocument> Apply)
{
    /// <summary>True when an earlier run began to make this very resource and came to no good end: it is waited for, and written once more where it failed.</summary>
    public bool GoesOn { get; init; }

    /// <summary>The resource as it was read; null where it doesn't exist yet.</summary>
    internal ArmDocument? Read { get; init; }

    /// <summary>What tells the result when the answer to the request was lost: of a creation that is resumed, what was asked for again.</summary>
    public ExpectedState Expected => Resumed is { } asked ? ExpectedState.Created(asked)
        : Exists ? new ExpectedState(OperationKind.Update, Document.ETag, DocumentComparison.Compare(Read?.Root, Document.Root))
        : ExpectedState.Created(Document);

    /// <summary>What was asked for, where an earlier run's creation is resumed; otherwise null.</summary>
    internal ArmDocument? Resumed { get; init; }

    /// <summary>Puts secrets into what is sent; they are neither shown nor kept, and ARM does not give them back to be compared.</summary>
    internal Action<ArmDocument>? Secrets { get; init; }

    /// <summary>What is sent.</summary>
    internal ArmDocument Sent()
    {
        if (Secrets is null)
        {
            return Document;
        }

        var sent = Document.Copy();
        Secrets(sent);
        return sent;
    }
}

/// <summary>Makes a resource, or with force changes the members that are named of one that exists. Never replaces one.</summary>
public sealed class ResourceCreation
{
    private readonly ResourceStore store;

    /// <summary>Works through a store.</summary>
    public ResourceCreation(ResourceStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
    }

    /// <summary>Finds out what would be written. Reads only.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="location">Its region; null takes the resource group's.</param>
    /// <param name="force">True to change an existing one.</param>
    /// <param name="apply">Puts the parameters into a document.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceExists, unless it is what an earlier run began to make; ResourceNotFound for the group or the parent.</exception>
    public async Task<CreationPlan> PlanAsync(ArmResourceId id, string? location, bool force, Action<ArmDocument> apply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(apply);
        var existing = store.TryReadAsync(id, cancellationToken);
        var container = ReadContainerAsync(id, cancellationToken);
        await Task.WhenAll((Task)existing, container).ConfigureAwait(false);

        if (await existing.ConfigureAwait(false) is { } found)
        {
            if (!force)
            {
                return IsBegun(found, location, apply) ? new CreationPlan(id, found, true, _ => { }) { GoesOn = true, Read = found, Resumed = Asked(apply) } : throw ResourceStore.Exists(id);
            }

            var changed = found.Copy();
            apply(changed);
            return new CreationPlan(id, changed, true, apply) { Read = found };
        }

        var fresh = new ArmDocument([]);
        if (id.Parent is null)
        {
            fresh.Root["location"] = Normalized(location) ?? (await container.ConfigureAwait(false))?.Root.Text("location");
        }

        apply(fresh);
        return new CreationPlan(id, fresh, false, apply);
    }

    /// <summary>Writes it and reads it back.</summary>
    /// <exception cref="EgressException">NotAsAsked, ChangedMeanwhile, ResourceExists, ModifiedByAnotherClient.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<ArmDocument> RunAsync(CreationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.GoesOn)
        {
            await store.SettleAsync(plan.Id, cancellationToken).ConfigureAwait(false);
        }

        if (plan.Exists)
        {
            return await store.UpdateAsync(plan.Id, plan.Apply, cancellationToken).ConfigureAwait(false);
        }

        var result = await NewAsync(plan, guarded => WriteNewAsync(plan, guarded, cancellationToken)).ConfigureAwait(false);
        var missing = DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), plan.Document.Root), result.Root);
        return missing.Count == 0 ? result : throw new EgressException(EgressErrors.NotAsAsked, plan.Id.Text, plan.Id.Name, string.Join("; ", missing));
    }

    /// <summary>
    /// Writes it and does not wait; an existing resource as it was planned, if nobody changed it since. What an earlier run began and has
    /// not ended is not written again: the answer is 202 without a token, and whoever waits watches the resource.
    /// </summary>
    /// <exception cref="EgressException">ResourceExists, ModifiedByAnotherClient.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public Task<ArmResponse> StartAsync(CreationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan is { GoesOn: true, Document.IsSettled: false })
        {
            return Task.FromResult(new ArmResponse(202, string.Empty, plan.Document.ETag, null, null));
        }

        return plan.Exists
            ? store.StartWriteAsync(plan.Id, plan.Sent(), plan.Read, mustBeNew: false, cancellationToken)
            : NewAsync(plan, guarded => StartNewAsync(plan, guarded, cancellationToken));
    }

    // As for a creation that is waited for: without a token, whoever waits watches the resource.
    private async Task<ArmResponse> StartNewAsync(CreationPlan plan, bool guarded, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StartWriteAsync(plan.Id, plan.Sent(), read: null, mustBeNew: guarded, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status == 412)
        {
            if (await ReadOwnAsync(plan, cancellationToken).ConfigureAwait(false) is not { } own)
            {
                throw;
            }

            return new ArmResponse(202, string.Empty, own.ETag, e.CorrelationId, null);
        }
    }

    // What appeared since the plan was made isn't replaced. AKS takes If-None-Match; for other providers, which aren't known to,
    // the store looks once more in the write turn.
    private static async Task<T> NewAsync<T>(CreationPlan plan, Func<bool, Task<T>> write)
    {
        var guarded = plan.Id.ResourceType.StartsWith(ResourceTypes.ManagedClusters, StringComparison.OrdinalIgnoreCase);
        try
        {
            return await write(guarded).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status == 412)
        {
            throw ResourceStore.Exists(plan.Id);
        }
    }

    // 412 of a PUT that went twice, because its first answer was lost, is about what it made itself.
    private async Task<ArmDocument> WriteNewAsync(CreationPlan plan, bool guarded, CancellationToken cancellationToken)
    {
        try
        {
            return await store.WriteAsync(plan.Id, plan.Sent(), read: null, mustBeNew: guarded, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status == 412)
        {
            if (await ReadOwnAsync(plan, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            return await store.FinishLostAsync(plan.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ArmDocument?> ReadOwnAsync(CreationPlan plan, CancellationToken cancellationToken) =>
        await store.TryReadAsync(plan.Id, cancellationToken).ConfigureAwait(false) is { } found
        && DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), plan.Document.Root), found.Root).Count == 0 ? found : null;

    // What failed or has not ended, and says all that is asked for, is what an earlier run began; anything else is somebody's resource.
    private static bool IsBegun(ArmDocument found, string? location, Action<ArmDocument> apply)
    {
        if (found.ProvisioningState is null or "Succeeded" or "Deleting" || (location is not null && Normalized(location) != Normalized(found.Root.Text("location"))))
        {
            return false;
        }

        return DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), Asked(apply).Root), found.Root).Count == 0;
    }

    private static ArmDocument Asked(Action<ArmDocument> apply)
    {
        var asked = new ArmDocument([]);
        apply(asked);
        return asked;
    }

    // What the resource goes into must exist: a child's parent, or the group of any other; a group goes into nothing.
    private async Task<ArmDocument?> ReadContainerAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        if (id.Names.Count == 0)
        {
            return null;
        }

        var container = id.Parent ?? ArmResourceId.Group(id.SubscriptionId, id.ResourceGroupName);
        return await store.ReadAsync(container, cancellationToken).ConfigureAwait(false);
    }

    // 'East US' is how people write eastus; ARM takes both and answers the second.
    private static string? Normalized(string? location) => location?.Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}

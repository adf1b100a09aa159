using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Resources;

/// <summary>
/// Reads a resource before a write that ARM may accept although another client changed the resource, and before such a
/// write is repeated: is the resource as requested, as it was read for the plan, or modified by another client?
/// </summary>
internal sealed class WriteLook(ResourceStore store, ArmResourceId id)
{
    /// <summary>
    /// Refuses to overwrite a resource that was created or changed since the plan, for example during the confirmation prompt.
    /// </summary>
    /// <param name="read">The version that the write is based on; null for a resource that must not exist yet.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceExists or ModifiedByAnotherClient.</exception>
    public async Task RequireUnchangedAsync(ArmDocument? read, CancellationToken cancellationToken)
    {
        var now = await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (read is null && now is not null)
        {
            throw ResourceStore.Exists(id);
        }

        if (!IsAsRead(now, read))
        {
            throw Modified(read, now);
        }
    }

    /// <summary>Reads the resource after a PUT whose result is unknown, or that another operation prevented.</summary>
    /// <param name="document">The document that was sent.</param>
    /// <param name="read">The version that it was based on; null for a new resource.</param>
    /// <param name="cancellationToken">Stops waiting for the other operation.</param>
    /// <returns>A 202 without a token when the resource is as requested; null when it is as it was read.</returns>
    /// <exception cref="EgressException">ModifiedByAnotherClient.</exception>
    public async Task<ArmResponse?> AfterPutAsync(ArmDocument document, ArmDocument? read, CancellationToken cancellationToken)
    {
        // A caller that waits for the write compares the resource again when no operation runs; with -NoWait it must not wait here.
        var taken = new ArmResponse(202, string.Empty, null, null, null);
        var now = await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (IsAsRequested(now, document, read))
        {
            return taken;
        }

        now = await SettleAsync(now, cancellationToken).ConfigureAwait(false);
        return IsAsRequested(now, document, read) ? taken : IsAsRead(now, read) ? null : throw Modified(read, now);
    }

    /// <summary>Reads the resource before the DELETE of a confirmed version.</summary>
    /// <param name="etag">The etag of that version.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>A response if nothing has to be sent; null if the resource still is that version.</returns>
    /// <exception cref="EgressException">ModifiedByAnotherClient.</exception>
    public async Task<ArmResponse?> BeforeDeleteAsync(string etag, CancellationToken cancellationToken) =>
        Removed(await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false), etag, 204);

    /// <summary>Reads the resource after a DELETE whose result is unknown, or that another operation prevented.</summary>
    /// <param name="etag">The etag of the version to be removed; null where the provider sends none.</param>
    /// <param name="cancellationToken">Stops waiting for the other operation.</param>
    /// <returns>A response if the resource no longer exists or is being deleted; null if it still is the version to be removed.</returns>
    /// <exception cref="EgressException">ModifiedByAnotherClient.</exception>
    public async Task<ArmResponse?> AfterDeleteAsync(string? etag, CancellationToken cancellationToken)
    {
        var now = await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (now is not null && !IsBeingDeleted(now))
        {
            now = await SettleAsync(now, cancellationToken).ConfigureAwait(false);
        }

        return Removed(now, etag, 200);
    }

    private ArmResponse? Removed(ArmDocument? now, string? etag, int gone) =>
        now is null ? new ArmResponse(gone, string.Empty, null, null, null)
        : IsBeingDeleted(now) ? new ArmResponse(202, string.Empty, null, null, null)
        : etag is null || now.ETag == etag ? null
        : throw EgressErrors.ModifiedByAnotherClient(id.Name, "its eTag differs from that of the version to be removed", id.Text);

    private static bool IsBeingDeleted(ArmDocument document) => document.ProvisioningState == "Deleting";

    // Network resources refuse a write to a child while their parent is written.
    private async Task<ArmDocument?> SettleAsync(ArmDocument? now, CancellationToken cancellationToken)
    {
        var root = id;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        if (!root.Equals(id))
        {
            await store.SettleAsync(root, cancellationToken).ConfigureAwait(false);
            return await store.SettleAsync(id, cancellationToken).ConfigureAwait(false);
        }

        return now is null || now.IsSettled ? now : await store.SettleAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsAsRequested(ArmDocument? now, ArmDocument document, ArmDocument? read)
    {
        if (now is null || (read?.ETag is { } etag && now.ETag == etag))
        {
            return false;
        }

        // A resource whose last operation failed is written again as it is; without an etag, it's unknown whether that was done.
        var requested = DocumentComparison.Compare(read?.Root ?? [], document.Root);
        return (requested.Count > 0 || !now.IsUnfinished || read?.ETag is not null)
            && DocumentComparison.Missing(requested, now.Root).Count == 0;
    }

    // If only the etag differs, the basis of the plan hasn't changed.
    private static bool IsAsRead(ArmDocument? now, ArmDocument? read) => now is null || read is null
        ? now is null && read is null
        : (read.ETag is { } etag && now.ETag == etag) || DocumentComparison.IsSame(read.Root, now.Root);

    private EgressException Modified(ArmDocument? read, ArmDocument? now)
    {
        var what = now is null ? "it was removed"
            : read is null ? "it exists now and differs from what was requested"
            : "changed: " + Sentences.List([.. DocumentComparison.Compare(read.Root, now.Root).Select(change => change.Path)]);
        return EgressErrors.ModifiedByAnotherClient(id.Name, what, id.Text);
    }
}

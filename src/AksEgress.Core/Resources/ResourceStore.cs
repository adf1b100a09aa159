using System.Runtime.CompilerServices;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Resources;

/// <summary>Reads, lists, writes (with If-Match) and deletes documents in ARM, and waits. It doesn't depend on egress.</summary>
public sealed class ResourceStore
{
    private const int UpdateAttempts = 3;
    private readonly IArmGateway _gateway;
    private readonly IProgress<ArmOperationProgress>? _progress;

    /// <summary>Creates a store that uses a gateway.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="progress">Receives the progress of a long-running operation.</param>
    public ResourceStore(IArmGateway gateway, IProgress<ArmOperationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
        _progress = progress;
    }

    /// <summary>The cloud of the connection, such as AzureCloud.</summary>
    internal string? Cloud => _gateway.Session.Environment;

    /// <summary>The session's time.</summary>
    internal TimeProvider Clock => _gateway.Clock;

    /// <summary>Reads a resource.</summary>
    /// <exception cref="EgressException">ResourceNotFound; ResourceGroupNotFound when ARM says that its group doesn't exist.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<ArmDocument> ReadAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            throw NotFound(e.Code == "ResourceGroupNotFound" ? ArmResourceId.Group(id.SubscriptionId, id.ResourceGroupName) : id);
        }
    }

    /// <summary>Reads a resource; null if it, its parent, or its group doesn't exist.</summary>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<ArmDocument?> TryReadAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Lists the resources of a type in a subscription, a resource group or below a parent.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="resourceGroupName">The group, or null for the whole subscription.</param>
    /// <param name="resourceType">The type.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public IAsyncEnumerable<ArmDocument> ListAsync(
        string subscriptionId, string? resourceGroupName, string resourceType, CancellationToken cancellationToken)
    {
        var type = string.Equals(resourceType, ResourceTypes.ResourceGroups, StringComparison.OrdinalIgnoreCase)
            ? "/resourceGroups"
            : "/providers/" + resourceType;
        var scope = resourceGroupName is null
            ? $"/subscriptions/{CheckedSubscription(subscriptionId)}"
            : ArmResourceId.Group(subscriptionId, resourceGroupName).Path;
        return ListAsync(scope + type, ApiVersions.For(resourceType), cancellationToken);
    }

    /// <summary>Lists the children of a resource, such as a network's subnets.</summary>
    public IAsyncEnumerable<ArmDocument> ListChildrenAsync(ArmResourceId parent, string childType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return ListAsync(parent.Path + "/" + childType, ApiVersions.For(parent.ResourceType), cancellationToken);
    }

    /// <summary>Lists the names of the physical regions that a subscription may use, such as eastus.</summary>
    public async IAsyncEnumerable<string> ListLocationsAsync(
        string subscriptionId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var json in _gateway.ListAsync(
            $"/subscriptions/{CheckedSubscription(subscriptionId)}/locations",
            ApiVersions.Resources,
            cancellationToken).ConfigureAwait(false))
        {
            var location = ArmDocument.Parse(json);

            // Logical regions, such as "europe", contain no resources of AKS.
            if (location.Root.Text("metadata", "regionType") != "Logical" && location.Name is { Length: > 0 } name)
            {
                yield return name;
            }
        }
    }

    /// <summary>Lists the resources of a collection that match a <c>$filter</c>.</summary>
    internal IAsyncEnumerable<ArmDocument> ListFilteredAsync(
        string path, string apiVersion, string filter, CancellationToken cancellationToken) =>
        FilteredList.ReadAsync(_gateway, path, apiVersion, filter, cancellationToken);

    /// <summary>Writes a document, waits until ARM is done, and returns the document read again.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="document">The document to write.</param>
    /// <param name="read">
    /// The version that the document is based on, which must still be the current one; null for a resource that doesn't exist yet.
    /// </param>
    /// <param name="mustBeNew">True to let ARM refuse the write (If-None-Match) if the resource already exists.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EgressException">ResourceExists, ModifiedByAnotherClient, ETagMissing.</exception>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public async Task<ArmDocument> WriteAsync(
        ArmResourceId id, ArmDocument document, ArmDocument? read, bool mustBeNew, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(document);
        using var turn = await WriteTurns.EnterAsync(id, cancellationToken).ConfigureAwait(false);
        await RequireUnchangedAsync(id, read, mustBeNew, cancellationToken).ConfigureAwait(false);
        return await WriteInTurnAsync(id, document, read, mustBeNew, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes a document and doesn't wait. If ARM may accept the write although another client changed the resource, the resource is
    /// read before the write, and before each repetition (<see cref="UnguardedWrite"/>).
    /// </summary>
    /// <returns>ARM's response; 202 without a token if ARM accepted the write and the response was lost.</returns>
    /// <exception cref="EgressException">ResourceExists, ModifiedByAnotherClient, ETagMissing.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<ArmResponse> StartWriteAsync(
        ArmResourceId id, ArmDocument document, ArmDocument? read, bool mustBeNew, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(document);
        using var turn = await WriteTurns.EnterAsync(id, cancellationToken).ConfigureAwait(false);
        await RequireUnchangedAsync(id, read, mustBeNew, cancellationToken).ConfigureAwait(false);
        return await StartInTurnAsync(id, document, read, mustBeNew, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits for a started write or delete; returns the resource as read back, or an empty document after a delete. If the response with
    /// the operation was lost (202 without a token), it polls the resource.
    /// </summary>
    /// <exception cref="ArmException">The operation failed.</exception>
    public async Task<ArmDocument> FinishAsync(ArmResourceId id, ArmResponse response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (IsLost(response))
        {
            try
            {
                return await FinishLostAsync(id, cancellationToken).ConfigureAwait(false);
            }
            catch (ArmException e) when (e.IsNotFound)
            {
                return new ArmDocument([]);
            }
        }

        var body = response.OperationToken is { } token
            ? (await _gateway.WaitAsync(token, _progress, cancellationToken).ConfigureAwait(false)).Body
            : response.Body;
        return string.IsNullOrWhiteSpace(body) ? new ArmDocument([]) : ArmDocument.Parse(body);
    }

    /// <summary>Waits until no operation on a resource is running and reads it; null if it doesn't exist.</summary>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<ArmDocument?> SettleAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var document = await TryReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (document is null || document.IsSettled)
        {
            return document;
        }

        try
        {
            var response = await _gateway.SettleAsync(
                id.Path, ApiVersions.For(id.ResourceType), _progress, cancellationToken).ConfigureAwait(false);
            return ArmDocument.Parse(response.Body);
        }
        catch (ArmException e) when (e.IsNotFound || e.Status == 200)
        {
            return await TryReadAsync(id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Reads, changes, writes with If-Match, reads back, and compares. If another client modified the resource, it's read
    /// and changed again, at most three times.
    /// </summary>
    /// <param name="id">The resource.</param>
    /// <param name="change">
    /// Changes a copy of the current document. An unchanged copy is written only if the last operation on the resource failed.
    /// </param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EgressException">
    /// ConcurrentModification, ModifiedByAnotherClient, ETagMissing, UpdateIncomplete or ResourceNotFound.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public Task<ArmDocument> UpdateAsync(ArmResourceId id, Action<ArmDocument> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return UpdateAsync(id, change, isReconciliation: false, cancellationToken);
    }

    /// <summary>
    /// Reads a resource and writes it with If-Match as it is, so that its provider reconciles it; returns it as read back. After a 412 the
    /// write is repeated only if another client changed a property.
    /// </summary>
    /// <exception cref="EgressException">ConcurrentModification, ModifiedByAnotherClient, ETagMissing or ResourceNotFound.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    internal Task<ArmDocument> ReconcileAsync(ArmResourceId id, CancellationToken cancellationToken) =>
        UpdateAsync(id, static _ => { }, isReconciliation: true, cancellationToken);

    private async Task<ArmDocument> UpdateAsync(
        ArmResourceId id, Action<ArmDocument> change, bool isReconciliation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        using var turn = await WriteTurns.EnterAsync(id, cancellationToken).ConfigureAwait(false);
        ArmDocument? previous = null;
        IReadOnlyList<MemberChange> underneath = [];
        for (var attempt = 1; attempt <= UpdateAttempts; attempt++)
        {
            var current = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
            underneath = previous is null ? [] : DocumentComparison.Compare(previous.Root, current.Root);
            var mustWrite = current.IsUnfinished
                || (isReconciliation && (previous is null || !DocumentComparison.IsSame(previous.Root, current.Root)));
            previous = current;
            var wanted = current.Copy();
            change(wanted);
            var asked = DocumentComparison.Compare(current.Root, wanted.Root);
            if (asked.Count == 0 && !mustWrite)
            {
                // After a 412 the change may be our own, sent again after its response was lost, and still in progress.
                return attempt == 1 || current.IsSettled ? current : await FinishLostAsync(id, cancellationToken).ConfigureAwait(false);
            }

            try
            {
                var result = await WriteInTurnAsync(id, wanted, current, mustBeNew: false, cancellationToken).ConfigureAwait(false);
                var missing = DocumentComparison.Missing(asked, result.Root);
                return missing.Count == 0 ? result : throw EgressErrors.UpdateIncomplete(id.Name, string.Join("; ", missing), id.Text);
            }
            catch (Exception e)
                when (e is ArmException { Status: 412 }
                    || (current.ETag is not null && e is EgressException { Id: nameof(EgressErrors.ModifiedByAnotherClient) }))
                {
                    // Another client was faster: read again, and apply the same change to what it wrote.
                }
        }

        throw EgressErrors.ConcurrentModification(id.Name, UpdateAttempts, string.Join("; ", underneath), id.Text);
    }

    /// <summary>Deletes a resource and waits.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="ifMatch">The etag of the version that may be deleted; null where the provider sends none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there was nothing to delete.</returns>
    /// <exception cref="EgressException">ModifiedByAnotherClient, ResourceNotRemoved.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<bool> DeleteAsync(ArmResourceId id, string? ifMatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        using var turn = await WriteTurns.EnterAsync(id, cancellationToken).ConfigureAwait(false);
        var response = await DeleteInTurnAsync(id, ifMatch, cancellationToken).ConfigureAwait(false);
        var left = await FinishAsync(id, response, cancellationToken).ConfigureAwait(false);
        return !IsLost(response) || left.Root.Count == 0
            ? response.Status != 204
            : throw EgressErrors.ResourceNotRemoved(id.Name, left.ProvisioningState ?? "Succeeded", id.Text);
    }

    /// <summary>Deletes a resource and doesn't wait.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="ifMatch">The etag of the version that may be deleted; null where the provider sends none.</param>
    /// <param name="cancellationToken">Stops sending.</param>
    /// <returns>
    /// ARM's response; 202 without a token when the resource is being deleted by an operation that wasn't started here.
    /// </returns>
    /// <exception cref="EgressException">ModifiedByAnotherClient.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<ArmResponse> StartDeleteAsync(ArmResourceId id, string? ifMatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        using var turn = await WriteTurns.EnterAsync(id, cancellationToken).ConfigureAwait(false);
        return await DeleteInTurnAsync(id, ifMatch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts an action on a resource, such as <c>upgradeNodeImageVersion</c>, and doesn't wait.</summary>
    /// <exception cref="ArmException">ARM refused.</exception>
    public Task<ArmResponse> StartActionAsync(ArmResourceId id, string action, string? body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _gateway.SendAsync(
            new ArmRequest("POST", id.Path + "/" + action, ApiVersions.For(id.ResourceType), body), cancellationToken);
    }

    /// <summary>
    /// The error for a resource that doesn't exist: ResourceGroupNotFound for a group, ResourceNotFound for anything else. It is returned,
    /// not thrown.
    /// </summary>
    public static EgressException NotFound(ArmResourceId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Names.Count == 0
            ? EgressErrors.ResourceGroupNotFound(id.Name, id.SubscriptionId, id.Text)
            : EgressErrors.ResourceNotFound(
                ResourceNouns.Describe(id.ResourceType), id.Name, id.ResourceGroupName, ResourceNouns.Noun(id.ResourceType), id.Text);
    }

    /// <summary>The error for a new resource that already exists. It is returned, not thrown.</summary>
    internal static EgressException Exists(ArmResourceId id) => EgressErrors.ResourceExists(
        ResourceNouns.Describe(id.ResourceType), id.Name, id.Text);

    /// <summary>The origin of this store's requests, with the subscription's tenant.</summary>
    /// <exception cref="EgressException">TenantUnknown.</exception>
    /// <exception cref="ArmAccessException">ARM didn't respond.</exception>
    public Task<ArmOrigin> OriginAsync(string subscriptionId, CancellationToken cancellationToken) =>
        ArmOrigin.ReadAsync(_gateway, subscriptionId, cancellationToken);

    /// <summary>Refuses an origin other than this store's.</summary>
    /// <exception cref="EgressException">OriginMismatch or TenantUnknown.</exception>
    internal Task RequireOriginAsync(ArmOrigin origin, string what, string target, CancellationToken cancellationToken) =>
        origin.RequireAsync(_gateway, what, target, cancellationToken);

    /// <summary>Waits for a write whose response was lost; returns the resource as read back.</summary>
    /// <exception cref="ArmException">The operation failed.</exception>
    internal async Task<ArmDocument> FinishLostAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        var response = await _gateway.SettleAsync(
            id.Path, ApiVersions.For(id.ResourceType), _progress, cancellationToken).ConfigureAwait(false);
        return ArmDocument.Parse(response.Body);
    }

    private static bool IsLost(ArmResponse response) => response is { Status: 202, OperationToken: null };

    private async Task<ArmDocument> WriteInTurnAsync(
        ArmResourceId id, ArmDocument document, ArmDocument? read, bool mustBeNew, CancellationToken cancellationToken)
    {
        var response = await StartInTurnAsync(id, document, read, mustBeNew, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(id, response, cancellationToken).ConfigureAwait(false);
    }

    private Task<ArmResponse> StartInTurnAsync(
        ArmResourceId id, ArmDocument document, ArmDocument? read, bool mustBeNew, CancellationToken cancellationToken)
    {
        var request = new ArmRequest(
            "PUT", id.Path, ApiVersions.For(id.ResourceType), document.ToJson(), read?.ETag, mustBeNew ? "*" : null);
        if (!UnguardedWrite.Applies(request, id))
        {
            return _gateway.SendAsync(request, cancellationToken);
        }

        if (read is not null)
        {
            WriteProtection.Require(id, read);
        }

        return UnguardedWrite.SendAsync(
            _gateway, request, token => new WriteLook(this, id).AfterPutAsync(document, read, token), cancellationToken);
    }

    private async Task RequireUnchangedAsync(ArmResourceId id, ArmDocument? read, bool mustBeNew, CancellationToken cancellationToken)
    {
        // AKS itself refuses a write to a resource that was created (If-None-Match) or changed (If-Match) since the plan.
        if (!mustBeNew && (read is null || UnguardedWrite.IsNetwork(id)))
        {
            await new WriteLook(this, id).RequireUnchangedAsync(read, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ArmResponse> DeleteInTurnAsync(ArmResourceId id, string? ifMatch, CancellationToken cancellationToken)
    {
        var request = new ArmRequest("DELETE", id.Path, ApiVersions.For(id.ResourceType), IfMatch: ifMatch);
        try
        {
            if (!UnguardedWrite.Applies(request, id))
            {
                return await _gateway.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }

            var look = new WriteLook(this, id);
            return ifMatch is not null && await look.BeforeDeleteAsync(ifMatch, cancellationToken).ConfigureAwait(false) is { } answer
                ? answer
                : await UnguardedWrite.SendAsync(
                    _gateway, request, token => look.AfterDeleteAsync(ifMatch, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e) when (e.Status is 404 or 409 or 412)
        {
            // A request that is repeated after a lost response finds its own result.
            var now = await TryReadAsync(id, cancellationToken).ConfigureAwait(false);
            if (now is not null && now.ProvisioningState != "Deleting")
            {
                throw;
            }

            return new ArmResponse(now is null ? 200 : 202, string.Empty, null, e.CorrelationId, null);
        }
    }

    private async Task<ArmDocument> GetAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var response = await _gateway.SendAsync(
            new ArmRequest("GET", id.Path, ApiVersions.For(id.ResourceType)), cancellationToken).ConfigureAwait(false);
        return ArmDocument.Parse(response.Body);
    }

    private static string CheckedSubscription(string subscriptionId) => ArmResourceId.IsSubscription(subscriptionId)
        ? subscriptionId
        : throw EgressErrors.InvalidSubscriptionId(ArmNames.Shown(subscriptionId), subscriptionId);

    private async IAsyncEnumerable<ArmDocument> ListAsync(
        string path, string apiVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var json in _gateway.ListAsync(path, apiVersion, cancellationToken).ConfigureAwait(false))
        {
            yield return ArmDocument.Parse(json);
        }
    }
}

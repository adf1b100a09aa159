using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// Changes the outbound type of a cluster, and undoes changes: reads, checks, plans, writes with If-Match, waits, reads back, compares.
/// </summary>
public sealed class OutboundTypeChanger
{
    private readonly ResourceStore _store;
    private readonly TimeProvider _clock;

    /// <summary>Uses a resource store.</summary>
    /// <param name="store">Reads and writes documents.</param>
    /// <param name="clock">The clock for durations; the default is the session's.</param>
    public OutboundTypeChanger(ResourceStore store, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _clock = clock ?? store.Clock;
    }

    /// <summary>Plans a change. Reads only.</summary>
    /// <exception cref="EgressException">ResourceNotFound.</exception>
    /// <exception cref="ArmException">ARM rejected a read request.</exception>
    public Task<OutboundTypePlan> PlanAsync(ArmResourceId clusterId, OutboundTarget target, CancellationToken cancellationToken) =>
        PlanAsync(clusterId, target, null, cancellationToken);

    /// <summary>Plans a change. Reads only.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="target">The requested outbound type.</param>
    /// <param name="log">Contains the record of an earlier run of the same change, which this run resumes; or null.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound.</exception>
    /// <exception cref="ArmException">ARM rejected a read request.</exception>
    public async Task<OutboundTypePlan> PlanAsync(
        ArmResourceId clusterId, OutboundTarget target, IOperationLog? log, CancellationToken cancellationToken)
    {
        var cluster = new Cluster(await _store.ReadAsync(clusterId, cancellationToken).ConfigureAwait(false));
        return Resumed(await PlanAsync(cluster, target, (OutboundTypeChange?)null, cancellationToken).ConfigureAwait(false), log);
    }

    /// <summary>Plans the undo of a change record. Reads only.</summary>
    /// <exception cref="EgressException">
    /// OriginMismatch or TenantUnknown; NothingToUndo or StaleChangeRecord if the cluster was changed after the record was created.
    /// </exception>
    /// <exception cref="ArmException">ARM rejected a read request.</exception>
    public Task<OutboundTypePlan> PlanUndoAsync(OutboundTypeChange change, CancellationToken cancellationToken) =>
        PlanUndoAsync(change, false, cancellationToken);

    /// <summary>Plans the undo of a change record. Reads only.</summary>
    /// <param name="change">The change to undo.</param>
    /// <param name="updateRanges">True to restore the authorized IP ranges of the API server too.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// OriginMismatch or TenantUnknown; NothingToUndo or StaleChangeRecord if the cluster was changed after the record was created.
    /// </exception>
    /// <exception cref="ArmException">ARM rejected a read request.</exception>
    public Task<OutboundTypePlan> PlanUndoAsync(OutboundTypeChange change, bool updateRanges, CancellationToken cancellationToken) =>
        PlanUndoAsync(change, updateRanges, false, null, cancellationToken);

    /// <summary>Plans the undo of a change record. Reads only.</summary>
    /// <param name="change">The change to undo.</param>
    /// <param name="updateRanges">True to restore the authorized IP ranges of the API server too.</param>
    /// <param name="reimage">True to reimage all node pools afterwards.</param>
    /// <param name="log">Contains the record of an earlier run of the same change, which this run resumes; or null.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// OriginMismatch or TenantUnknown; NothingToUndo or StaleChangeRecord if the cluster was changed after the record was created.
    /// </exception>
    /// <exception cref="ArmException">ARM rejected a read request.</exception>
    public async Task<OutboundTypePlan> PlanUndoAsync(
        OutboundTypeChange change, bool updateRanges, bool reimage, IOperationLog? log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        await _store.RequireOriginAsync(change.Origin, "change record", change.ResourceId, cancellationToken).ConfigureAwait(false);
        var id = ArmResourceId.Parse(change.ResourceId, ResourceTypes.ManagedClusters);
        var cluster = new Cluster(await _store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        if (cluster.OutboundType != change.To && cluster.OutboundType != change.From)
        {
            throw EgressErrors.NothingToUndo(
                id.Name, $"its outbound type is {cluster.OutboundType}, but the change set {change.To}.", id.Text);
        }

        RequireCurrent(change, cluster);
        var target = Target(change) with { UpdateAuthorizedIpRange = updateRanges, ReimageNodePool = reimage };
        var plan = await PlanAsync(cluster, target, change, cancellationToken).ConfigureAwait(false);
        if (cluster.OutboundType == change.To && change.Verified != "Failed")
        {
            // Addresses that couldn't be read at the end of the change are known now.
            change.KnownAddressesAfter ??= plan.AddressesBefore;
        }

        return Resumed(plan, log);
    }

    /// <summary>Rejects a plan with errors.</summary>
    /// <exception cref="EgressException">PreflightFailed, with the texts and next steps of the errors; ETagMissing.</exception>
    public static void RequireReady(OutboundTypePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PreflightChecks.RequireNoErrors(plan.Findings, plan.Egress.Cluster.Id, plan.ClusterName, plan.To);
        if (plan.IsChangeRequired)
        {
            WriteProtection.Require(plan.Egress.Cluster.ParsedId, plan.Egress.Cluster.Document);
        }
    }

    /// <summary>Runs the plan, waits, reads back, and compares.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="log">
    /// Keeps the operation before it's sent, so another command can wait for it if this wait is interrupted; or null.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the change continues in Azure.</param>
    /// <exception cref="EgressException">
    /// TenantUnknown, ChangeRefused, ChangeFailed, ChangeResultUnknown, ConcurrentModification, UpdateIncomplete,
    /// AuthorizedRangesUnfinished or ReimageUnfinished.
    /// </exception>
    public async Task<OutboundTypeChange> RunAsync(OutboundTypePlan plan, IOperationLog? log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        try
        {
            var change = await RunOnceAsync(plan, log, cancellationToken).ConfigureAwait(false);
            Update(log, change);
            if (log?.FindRecord(plan.ResourceId) is { } kept)
            {
                log.ForgetRecord(plan.ResourceId, kept);
            }

            return change;
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ChangeNotApplied) && e.Target is OutboundTypeChange change)
        {
            // There is no change to undo.
            Forget(log, change);
            throw;
        }
        catch (EgressException e) when (e.Target is OutboundTypeChange change)
        {
            log?.KeepRecord(plan.ResourceId, change.Record);
            Update(log, change);
            throw;
        }
    }

    private async Task<OutboundTypeChange> RunOnceAsync(OutboundTypePlan plan, IOperationLog? log, CancellationToken cancellationToken)
    {
        var (change, response, _) = await new OutboundTypeWriter(_store, _clock).SendAsync(
            plan, log, cancellationToken).ConfigureAwait(false);
        if (response is null)
        {
            // No settings change, but the updates of an earlier run may be incomplete. It's unknown whether nodes were replaced, so they're
            // replaced again if requested.
            await Completion().FollowUpAsync(change, plan.Egress.Cluster, FollowUps.All, cancellationToken).ConfigureAwait(false);
            return change;
        }

        await Completion().RunAsync(
            plan.Egress.Cluster.ParsedId, change, response, plan.AddressesAfter, FollowUps.All, cancellationToken).ConfigureAwait(false);
        return change;
    }

    /// <summary>Runs the plan, waits, reads back, and compares.</summary>
    /// <exception cref="EgressException">
    /// ChangeRefused, ChangeFailed, ChangeResultUnknown, ConcurrentModification or UpdateIncomplete.
    /// </exception>
    public Task<OutboundTypeChange> RunAsync(OutboundTypePlan plan, CancellationToken cancellationToken) =>
        RunAsync(plan, null, cancellationToken);

    /// <summary>Starts the plan without waiting; null if no change is required.</summary>
    /// <exception cref="EgressException">TenantUnknown, ChangeRefused, ChangeResultUnknown or ConcurrentModification.</exception>
    public async Task<EgressOperation?> StartAsync(OutboundTypePlan plan, IOperationLog? log, CancellationToken cancellationToken) =>
        (await new OutboundTypeWriter(_store, _clock).SendAsync(plan, log, cancellationToken).ConfigureAwait(false)).Operation;

    /// <summary>Starts the plan without waiting; null if no change is required.</summary>
    /// <exception cref="EgressException">TenantUnknown, ChangeRefused, ChangeResultUnknown or ConcurrentModification.</exception>
    public Task<EgressOperation?> StartAsync(OutboundTypePlan plan, CancellationToken cancellationToken) =>
        StartAsync(plan, null, cancellationToken);

    /// <summary>
    /// Waits for a change that <see cref="StartAsync(OutboundTypePlan, CancellationToken)"/> started in this or another process.
    /// </summary>
    /// <exception cref="EgressException">
    /// OriginMismatch, ResourceMismatch, ChangeFailed, ChangeNotApplied, UpdateIncomplete, InvalidChangeRecord, AuthorizedRangesUnfinished.
    /// </exception>
    public Task<OutboundTypeChange> WaitAsync(EgressOperation operation, CancellationToken cancellationToken) =>
        WaitAsync(operation, FollowUps.All, null, cancellationToken);

    /// <summary>
    /// Waits for a change that <see cref="StartAsync(OutboundTypePlan, CancellationToken)"/> started in this or another process.
    /// </summary>
    /// <param name="operation">The operation, with its change record.</param>
    /// <param name="followUps">The updates after the change is verified; others stay in the record.</param>
    /// <param name="log">Removes the record of a change that ended; or null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EgressException">
    /// OriginMismatch, ResourceMismatch, ChangeFailed, ChangeNotApplied, UpdateIncomplete, InvalidChangeRecord, AuthorizedRangesUnfinished.
    /// </exception>
    public async Task<OutboundTypeChange> WaitAsync(
        EgressOperation operation, FollowUps followUps, IOperationLog? log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var change = OutboundTypeChange.FromRecord(operation.Record ?? string.Empty);

        // Reads it from its texts, which compares all IDs.
        var bound = SavedOperation.FromParts(operation.ResourceId, operation.Operation, operation.Token, operation.Record).Binding();
        await _store.RequireOriginAsync(bound.Origin, "operation", operation.ResourceId, cancellationToken).ConfigureAwait(false);
        var id = ArmResourceId.Parse(change.ResourceId, ResourceTypes.ManagedClusters);
        try
        {
            var response = new ArmResponse(202, string.Empty, null, null, bound.ArmToken);
            await Completion().RunAsync(id, change, response, null, followUps, cancellationToken).ConfigureAwait(false);
            Update(log, change);
            if (change.NodePoolsToReimage.Count + change.RangesToDrop.Count == 0)
            {
                Forget(log, change);
            }
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ChangeNotApplied))
        {
            Forget(log, change);
            throw;
        }
        catch (EgressException e) when (ReferenceEquals(e.Target, change))
        {
            Update(log, change);
            throw;
        }

        // The time of its end is unknown, so the duration is too.
        change.Elapsed = null;
        return change;
    }

    private static OutboundTypePlan Resumed(OutboundTypePlan plan, IOperationLog? log)
    {
        if (log?.FindRecord(plan.ResourceId) is { } record)
        {
            plan.Resume(OutboundTypeChange.FromRecord(record));
        }

        return plan;
    }

    private static void Update(IOperationLog? log, OutboundTypeChange change) =>
        log?.UpdateRecord(change.ResourceId, change.StartedAt, change.Record);

    // Keeps the record of another change of the cluster.
    private static void Forget(IOperationLog? log, OutboundTypeChange change)
    {
        if (log?.FindRecord(change.ResourceId) is { } record && OutboundTypeChange.FromRecord(record).StartedAt == change.StartedAt)
        {
            log.ForgetRecord(change.ResourceId, record);
        }
    }

    // The settings after the change are valid, and those before it, which require no undo. The eTag isn't compared, because it changes
    // with tags, node images, and scaling, too.
    private static void RequireCurrent(OutboundTypeChange change, Cluster cluster)
    {
        var differences = change.After is { } after
            ? OutboundMembers.Differences(after, cluster.Document)
            : DocumentComparison.Missing(change.Compared, cluster.Document.Root);
        if (differences.Count > 0 && OutboundMembers.Differences(change.Before, cluster.Document).Count > 0)
        {
            throw EgressErrors.StaleChangeRecord(cluster.Name, string.Join("; ", differences), cluster.Id);
        }
    }

    private static OutboundTarget Target(OutboundTypeChange change)
    {
        // Ignores the remaining profile of another outbound type.
        var balancer = change.From == OutboundTypeNames.LoadBalancer ? change.Before.At("loadBalancerProfile") : null;
        var gateway = change.From == OutboundTypeNames.ManagedNatGateway ? change.Before.At("natGatewayProfile") : null;
        static IReadOnlyList<string>? Some(IReadOnlyList<string> ids) => ids.Count == 0 ? null : ids;
        return new OutboundTarget(
            change.From,
            new LoadBalancerOutbound(
                balancer.Number("managedOutboundIPs", "count"), balancer.Number("managedOutboundIPs", "countIPv6"),
                Some(balancer.Ids("outboundIPs", "publicIPs")), Some(balancer.Ids("outboundIPPrefixes", "publicIPPrefixes")),
                balancer.Number("allocatedOutboundPorts"), balancer.Number("idleTimeoutInMinutes")),
            new NatGatewayOutbound(
                gateway.Number("managedOutboundIPProfile", "count"), gateway.Number("managedOutboundIPProfile", "countIPv6"),
                Some(gateway.Ids("outboundIPs", "publicIPs")), Some(gateway.Ids("outboundIPPrefixes", "publicIPPrefixes")),
                gateway.Number("idleTimeoutInMinutes"), gateway.Text("sku")));
    }

    private OutboundTypeCompletion Completion() => new(_store, _clock);

    private async Task<OutboundTypePlan> PlanAsync(
        Cluster cluster, OutboundTarget target, OutboundTypeChange? undone, CancellationToken cancellationToken)
    {
        var topology = await new TopologyReader(_store).ReadAsync(cluster, target, cancellationToken).ConfigureAwait(false);
        var after = EgressAddressing.After(topology, target);

        // AKS always allows the load balancer's addresses, but not those of subnets with another egress path.
        var past = target.OutboundType == OutboundTypeNames.LoadBalancer ? EgressAddressing.IndependentOfType(topology) : [];
        var ranges = target.UpdateAuthorizedIpRange && cluster.AuthorizedIpRange.Count > 0 && !cluster.PrivateCluster
            ? new RangeTransition(
                target.OutboundType,
                [
                    .. EgressAddressing.Texts(EgressAddressing.Now(topology).Concat(EgressAddressing.Held(topology))),
                    .. undone?.RangesAdded ?? []
                ],
                after is null && past.Count == 0 ? null : EgressAddressing.Texts(after ?? past),
                [.. undone?.RangesBefore ?? [], .. EgressAddressing.Texts(past)])
            : null;
        var findings = PreflightChecks.Run(new PreflightInput(topology, target, IsCreation: false)
        {
            Ranges = ranges,
            IsUndo = undone is not null,
        });
        return new OutboundTypePlan(
            topology,
            target,
            await new ApplianceAdvice(_store).CompleteAsync(findings, topology, cancellationToken).ConfigureAwait(false),
            ranges,
            undone);
    }
}

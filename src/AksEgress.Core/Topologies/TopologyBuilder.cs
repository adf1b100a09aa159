using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Provisioning;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>
/// Plans and creates topologies. The current state in ARM is all that it knows about an earlier run, so an interrupted run can be
/// repeated.
/// </summary>
public sealed class TopologyBuilder
{
    private readonly IArmGateway _gateway;
    private readonly TimeProvider _clock;

    /// <summary>Uses a connection to ARM.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="clock">The clock for waits and durations; the session's clock by default.</param>
    public TopologyBuilder(IArmGateway gateway, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
        _clock = clock ?? gateway.Clock;
    }

    /// <summary>Plans the creation. Reads only.</summary>
    /// <exception cref="EgressException">
    /// ContradictingParameters, InvalidValue, SubnetOutsideNetwork, SubnetOverlaps, ResourceGroupNotFound if no location is specified,
    /// TopologyPartNotOwned, TopologyLocationDiffers, TopologyDiffers, TopologyNetworkDiffers.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<TopologyPlan> PlanAsync(TopologyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check();
        var parts = new TopologyDesign(request, _gateway, _clock).Parts();
        var owner = new TopologyOwner(request.ClusterId.Name, request.Tags, request.AllowExisting);
        var store = new ResourceStore(_gateway);
        var group = await store.TryReadAsync(parts[0].Id, cancellationToken).ConfigureAwait(false);
        if (group is null && request.Location is null)
        {
            throw ResourceStore.NotFound(parts[0].Id);
        }

        var states = group is null
            ? [.. parts.Select(_ => PartState.Missing)]
            : await Task.WhenAll(parts.Select(part => part.LookAsync(store, owner, cancellationToken))).ConfigureAwait(false);
        for (var i = 0; i < parts.Count; i++)
        {
            if (states[i] == PartState.Foreign && !owner.AllowExisting)
            {
                throw owner.NotOwned(parts[i].Id);
            }
        }

        if (group is not null)
        {
            request = await TopologyRules.CheckExistingAsync(store, request, parts, cancellationToken).ConfigureAwait(false);
            parts = new TopologyDesign(request, _gateway, _clock).Parts();
        }

        var location = request.Location ?? group?.Root.Text("location");
        if (states[parts.TakeWhile(part => part is not ClusterPart).Count()] == PartState.Missing)
        {
            RequireReady(TopologyDraft.Of(request, new TopologyNames(request.ClusterId), location), request.Cluster);
        }

        return new TopologyPlan(request, parts, states, owner, location);
    }

    /// <summary>Creates the parts of the plan. Parts that don't depend on each other are created at the same time.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Receives the progress, or null.</param>
    /// <param name="cancellationToken">Stops starting parts and waiting for them; operations that ARM has accepted continue.</param>
    /// <exception cref="EgressException">TopologyUnfinished, with the first failure inside.</exception>
    public async Task<Topology> RunAsync(TopologyPlan plan, IPartProgress? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var parts = Parts(plan);
        var run = new PartsRun(_clock, progress, parts.Count);

        // A plan without changes isn't confirmed, so it must not write.
        OutputList<TopologyStepResult> steps = plan.IsMet
            ? [.. parts.Select(part =>
                new TopologyStepResult(part.Name, part.Title, part.Id.Text, Done(PartState.Present), TimeSpan.Zero, TimeSpan.Zero))]
            : [.. await RunAsync(plan, parts, run, cancellationToken).ConfigureAwait(false)];
        return await ReadAsync(plan, steps, run.Elapsed, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates what the cluster needs, and starts the creation of the cluster.</summary>
    /// <param name="plan">A plan whose cluster doesn't exist yet.</param>
    /// <param name="context">The connection, log, and observer.</param>
    /// <param name="cancellationToken">Stops starting and waiting; operations that were already submitted continue in Azure.</param>
    /// <returns>The cluster's operation; null if another run has created the cluster since then.</returns>
    /// <exception cref="EgressException">TenantUnknown, TopologyUnfinished, with the first failure inside.</exception>
    internal async Task<EgressOperation?> StartAsync(TopologyPlan plan, PlanContext context, CancellationToken cancellationToken)
    {
        // An operation can't be waited for without its origin, so the origin is read before anything is created.
        var id = plan.Request.ClusterId;
        await new ResourceStore(_gateway).OriginAsync(id.SubscriptionId, cancellationToken).ConfigureAwait(false);
        var parts = Parts(plan);
        var cluster = parts.OfType<ClusterPart>().Single();
        var before = parts.TakeWhile(part => part is not ClusterPart).ToList();
        var run = new PartsRun(_clock, context.Observer?.Parts($"Topology {plan.Name}"), before.Count);
        await RunAsync(plan, before, run, cancellationToken).ConfigureAwait(false);
        return await cluster.StartAsync(context, plan.Owner, cancellationToken).ConfigureAwait(false);
    }

    // The parts of the plan use the connection that it was created with, which may be that of a cmdlet that has ended.
    private IReadOnlyList<TopologyPart> Parts(TopologyPlan plan) => new TopologyDesign(plan.Request, _gateway, _clock).Parts();

    private async Task<IReadOnlyList<TopologyStepResult>> RunAsync(
        TopologyPlan plan, IReadOnlyList<TopologyPart> parts, PartsRun run, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            run.Add(
                new PartsRun.Part(part.Name, part.Title, part.Id, part.Usual, part.Needs),
                async (waiting, token) =>
                    Done(await part.EnsureAsync(new ResourceStore(_gateway, waiting), plan.Owner, token).ConfigureAwait(false)),
                cancellationToken);
        }

        var steps = await run.FinishAsync().ConfigureAwait(false);
        if (run.FirstFailure is { } failure)
        {
            var failed = steps.Where(step => step.Done == PartsRun.Failed).Select(step => step.Resource).ToList();
            var waiting = steps.Where(step => step.Done == PartsRun.NotStarted).Select(step => step.Resource).ToList();
            throw EgressErrors.TopologyUnfinished(
                plan.Name, steps.Count - failed.Count - waiting.Count, steps.Count, Sentences.List(failed), PartsRun.Words(failure),
                waiting.Count == 0 ? string.Empty : $" Not started: {Sentences.List(waiting)}.",
                PartsRun.Remedy(failure) is { Length: > 0 } remedy ? remedy + "Then run" : "Run", plan.Request.ClusterId.Text, failure);
        }

        return steps;
    }

    // This pre-flight check uses the documents as they will be; the cluster's part checks again when its egress resources exist.
    private static void RequireReady(EgressTopology draft, ClusterRequest request)
    {
        ClusterCreation.CheckPools(draft.Cluster, request);
        var findings = PreflightChecks.Run(new PreflightInput(draft, request.Outbound, IsCreation: true));
        PreflightChecks.RequireNoErrors(findings, draft.Cluster.Id, draft.Cluster.Name, request.Outbound.OutboundType);
    }

    private static string Done(PartState found) => found switch
    {
        PartState.Missing => "Created",
        PartState.Incomplete => "Completed",
        PartState.Failed => "Repaired",
        _ => "Found",
    };

    private async Task<Topology> ReadAsync(
        TopologyPlan plan, IReadOnlyList<TopologyStepResult> steps, TimeSpan duration, CancellationToken cancellationToken)
    {
        var store = new ResourceStore(_gateway);
        var id = plan.Request.ClusterId;
        var cluster = new Cluster(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        var addresses = await new EgressInspector(store).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);
        return new Topology(
            plan.Name,
            plan.TopologyKind,
            id.ResourceGroupName,
            id.SubscriptionId,
            cluster.Location,
            cluster.Id,
            cluster.OutboundType,
            EgressAddressing.Texts(addresses),
            [.. steps],
            duration) { Parts = [.. TopologyInventory.PartsOf(plan)] };
    }
}

using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.ResourceGroups;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>
/// Removes the resources that have a topology's tag, each resource before the resources that it uses. Resources that are used by
/// others are found before the first one is removed.
/// </summary>
public sealed class TopologyRemoval
{
    // Each type comes before the types that it uses; a type waits for all of the types before it that it names.
    private static readonly (string Type, string[] After)[] s_order =
    [
        (ResourceTypes.ManagedClusters, []),
        (ResourceTypes.Firewalls, [ResourceTypes.ManagedClusters]),
        (ResourceTypes.UserAssignedIdentities, [ResourceTypes.ManagedClusters]),
        (ResourceTypes.VirtualNetworks, [ResourceTypes.ManagedClusters, ResourceTypes.Firewalls]),
        (ResourceTypes.RouteTables, [ResourceTypes.VirtualNetworks]),
        (ResourceTypes.NatGateways, [ResourceTypes.VirtualNetworks]),
        (ResourceTypes.PublicIps, [ResourceTypes.Firewalls, ResourceTypes.NatGateways]),
    ];

    private readonly IArmGateway _gateway;
    private readonly TimeProvider _clock;

    /// <summary>Creates a removal that uses a gateway.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="clock">The clock for waits and durations; the session's clock by default.</param>
    public TopologyRemoval(IArmGateway gateway, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
        _clock = clock ?? gateway.Clock;
    }

    /// <summary>Finds the resources of the topology and their other users. Reads only.</summary>
    /// <exception cref="EgressException">TopologyNotFound, TopologyInUse, ResourceGroupNotFound.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<TopologyRemovalPlan> PlanAsync(string name, ArmResourceId group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(group);
        var store = new ResourceStore(_gateway);
        var groupDocument = await store.ReadAsync(group, cancellationToken).ConfigureAwait(false);
        var ours = new List<ArmResourceId>();
        var others = new List<string>();
        await foreach (var resource in store.ListChildrenAsync(group, "resources", cancellationToken).ConfigureAwait(false))
        {
            var id = resource.ResourceId();
            if (TopologyOwner.Owns(resource, name) && s_order.Any(entry => Same(entry.Type, id.ResourceType)))
            {
                ours.Add(id);
            }
            else
            {
                others.Add($"{ResourceNouns.InSentence(id.ResourceType)} '{id.Name}'");
            }
        }

        var ownsGroup = TopologyOwner.Owns(groupDocument, name);
        if (ours.Count == 0 && !ownsGroup)
        {
            throw EgressErrors.TopologyNotFound(name, group.Name, group.Text);
        }

        var documents = await Task.WhenAll(ours.Select(id => store.TryReadAsync(id, cancellationToken))).ConfigureAwait(false);
        var steps = Ordered([.. documents.OfType<ArmDocument>()]);
        var users = await TopologyUse.FindAsync(store, steps, cancellationToken).ConfigureAwait(false);
        if (users.Count > 0)
        {
            throw EgressErrors.TopologyInUse(name, string.Join(" ", users), group.Text);
        }

        if (ownsGroup && others.Count == 0)
        {
            steps.Add(new RemovalStep(group, groupDocument, [.. steps.Select(step => step.Id.Text)]));
        }

        return new TopologyRemovalPlan(name, group, steps, ownsGroup ? others : []);
    }

    /// <summary>Removes the resources of the plan. A resource that no longer exists isn't an error.</summary>
    /// <returns>The result for each part.</returns>
    /// <exception cref="EgressException">
    /// ModifiedByAnotherClient, when a part is no longer what the plan showed: nothing was removed. TopologyNotRemoved, with the first
    /// failure inside.
    /// </exception>
    public async Task<IReadOnlyList<TopologyStepResult>> RunAsync(
        TopologyRemovalPlan plan, IPartProgress? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await RequireConfirmedAsync(plan, cancellationToken).ConfigureAwait(false);
        var run = new PartsRun(_clock, progress, plan.Steps.Count);
        foreach (var step in plan.Steps)
        {
            var usual = Same(step.Id.ResourceType, ResourceTypes.ManagedClusters)
                ? UsualDuration.DeleteCluster.Median
                : TimeSpan.FromSeconds(11);
            run.Add(
                new PartsRun.Part(step.Id.Text, step.Title, step.Id, usual, step.After),
                (waiting, token) => RemoveAsync(step, plan, waiting, token),
                cancellationToken);
        }

        var results = await run.FinishAsync().ConfigureAwait(false);
        if (run.FirstFailure is { } failure)
        {
            var failed = results.Where(result => result.Done == PartsRun.Failed).Select(result => result.Resource).ToList();
            throw EgressErrors.TopologyNotRemoved(
                plan.Name, results.Count(result => result.Done is "Removed" or "Gone"), results.Count, Sentences.List(failed),
                PartsRun.Words(failure), PartsRun.Remedy(failure) is { Length: > 0 } remedy ? remedy + "Then run" : "Run", plan.Group.Text,
                failure);
        }

        return (TopologyStepResult[])[.. results.Select((result, i) => result with { Name = plan.Steps[i].Id.Name })];
    }

    /// <summary>Starts the removal of the resource group with all parts in it.</summary>
    /// <exception cref="EgressException">
    /// NoWaitNotSupported, if the resource group is kept; TenantUnknown; ModifiedByAnotherClient, when a part is no longer what the plan
    /// showed; TopologyGroupNotRemoved, when the resource group contains anything else.
    /// </exception>
    internal async Task<EgressOperation?> StartAsync(
        TopologyRemovalPlan plan, PlanContext context, CancellationToken cancellationToken)
    {
        var group = plan.RequireGroup();
        await RequireConfirmedAsync(plan, cancellationToken).ConfigureAwait(false);
        await RequireNothingElseAsync(context.Store, plan, cancellationToken).ConfigureAwait(false);
        return await new RemovalPlan(new ResourceGroup(group.Document), []).StartAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private static List<RemovalStep> Ordered(IReadOnlyList<ArmDocument> documents)
    {
        var steps = new List<RemovalStep>();
        foreach (var (type, after) in s_order)
        {
            foreach (var document in documents.Where(document => Same(document.ResourceId().ResourceType, type)))
            {
                var before = steps.Where(step => after.Any(other => Same(other, step.Id.ResourceType))).Select(step => step.Id.Text);
                steps.Add(new RemovalStep(document.ResourceId(), document, [.. before]));
            }
        }

        return steps;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private async Task<string> RemoveAsync(
        RemovalStep step, TopologyRemovalPlan plan, IProgress<ArmOperationProgress>? waiting, CancellationToken cancellationToken)
    {
        // An operation of an earlier run may still be running; ARM would refuse a second one.
        var store = new ResourceStore(_gateway, waiting);
        var settled = await store.SettleAsync(step.Id, cancellationToken).ConfigureAwait(false);
        step.RequireConfirmed(settled);
        if (settled is not null && step.Id.Text == plan.Group.Text)
        {
            await RequireNothingElseAsync(store, plan, cancellationToken).ConfigureAwait(false);
        }

        return settled is not null && await store.DeleteAsync(step.Id, settled.ETag, cancellationToken).ConfigureAwait(false)
            ? "Removed"
            : "Gone";
    }

    // The user confirmed the plan. All parts are compared with it before the first removal, and each again before its own removal.
    private async Task RequireConfirmedAsync(TopologyRemovalPlan plan, CancellationToken cancellationToken)
    {
        var store = new ResourceStore(_gateway);
        var now = await Task.WhenAll(plan.Steps.Select(step => store.TryReadAsync(step.Id, cancellationToken))).ConfigureAwait(false);
        foreach (var (step, document) in plan.Steps.Zip(now))
        {
            step.RequireConfirmed(document);
        }
    }

    // Removing a group removes all resources in it, and the removal of the parts took up to half an hour. ARM's list may still
    // show removed resources, so only resources that the plan doesn't contain count.
    private static async Task RequireNothingElseAsync(ResourceStore store, TopologyRemovalPlan plan, CancellationToken cancellationToken)
    {
        var others = new List<string>();
        await foreach (var resource in store.ListChildrenAsync(plan.Group, "resources", cancellationToken).ConfigureAwait(false))
        {
            var id = resource.ResourceId();
            if (!plan.Steps.Any(step => Same(step.Id.Text, id.Text)))
            {
                others.Add($"{ResourceNouns.InSentence(id.ResourceType)} '{id.Name}'");
            }
        }

        if (others.Count > 0)
        {
            throw EgressErrors.TopologyGroupNotRemoved(plan.Group.Name, Sentences.List(others), plan.Group.Text);
        }
    }
}

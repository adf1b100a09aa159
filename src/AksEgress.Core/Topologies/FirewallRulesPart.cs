using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Topologies;

/// <summary>The firewall rules for the API server. They can be written only when the cluster's API server has a name.</summary>
internal sealed class FirewallRulesPart(
    string name,
    ArmResourceId id,
    TimeSpan usual,
    IReadOnlyList<string> needs,
    Func<ResourceStore, CancellationToken, Task<IReadOnlyList<FirewallRuleRequest>>> rules)
    : TopologyPart(name, id, usual, needs)
{
    /// <inheritdoc/>
    public override string Title => $"rules of {base.Title}";

    /// <inheritdoc/>
    public override async Task<PartState> LookAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        try
        {
            var firewall = new Firewall(await store.ReadAsync(Id, cancellationToken).ConfigureAwait(false));
            var requests = await rules(store, cancellationToken).ConfigureAwait(false);
            return FirewallRuleChange.Adding(firewall, requests).IsMet ? PartState.Present : PartState.Incomplete;
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceNotFound) || e.Id == nameof(EgressErrors.ResourceGroupNotFound))
        {
            return PartState.Missing;
        }
    }

    /// <inheritdoc/>
    public override async Task<PartState> EnsureAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        var requests = await rules(store, cancellationToken).ConfigureAwait(false);
        var firewall = new Firewall(
            await store.SettleAsync(Id, cancellationToken).ConfigureAwait(false) ?? throw ResourceStore.NotFound(Id));
        var change = FirewallRuleChange.Adding(firewall, requests);
        if (change.IsMet)
        {
            return PartState.Present;
        }

        await change.RunAsync(store, cancellationToken).ConfigureAwait(false);
        return PartState.Incomplete;
    }
}

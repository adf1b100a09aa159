using AksEgress.Core.Arm;
using AksEgress.Core.Resources;
using AksEgress.Core.Subnets;

namespace AksEgress.Core.Topologies;

/// <summary>The nodes' subnet. The part of the virtual network creates it; this part associates its route table or NAT gateway.</summary>
internal sealed class SubnetPart(string name, ArmResourceId id, TimeSpan usual, IReadOnlyList<string> needs, SubnetRequest request)
    : TopologyPart(name, id, usual, needs)
{
    private ArmReference? EgressRoute => request.RouteTable ?? request.NatGateway;

    /// <inheritdoc/>
    public override async Task<PartState> LookAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        var document = await store.TryReadAsync(Id, cancellationToken).ConfigureAwait(false);
        if (document is null)
        {
            return PartState.Missing;
        }

        var subnet = new Subnet(document);
        var has = request.RouteTable is null ? subnet.NatGateway : subnet.RouteTable;
        return string.Equals(has, EgressRoute?.ToString(), StringComparison.OrdinalIgnoreCase) ? StateOf(document) : PartState.Incomplete;
    }

    /// <inheritdoc/>
    public override async Task<PartState> EnsureAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        await store.SettleAsync(Id, cancellationToken).ConfigureAwait(false);
        var plan = await SubnetChange.PlanAsync(store, Id, request, cancellationToken).ConfigureAwait(false);
        if (plan.IsMet)
        {
            return PartState.Present;
        }

        await plan.RunAsync(store, cancellationToken).ConfigureAwait(false);
        return plan.Changes.Count == 0 ? PartState.Failed : PartState.Incomplete;
    }
}

using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RoleAssignments;

namespace AksEgress.Core.Topologies;

/// <summary>The role assignments that let the cluster's identity join the subnet and write its routes to the route table.</summary>
internal sealed class AccessPart(string name, ArmResourceId identity, ArmResourceId scope, IReadOnlyList<string> needs, AccessGrant grant)
    : TopologyPart(name, scope, TimeSpan.FromSeconds(30), needs)
{
    private readonly AccessRequest _request = new(new AccessScope(scope.Text)) { Identity = identity };

    /// <inheritdoc/>
    public override string Title => $"role of '{identity.Name}' on {base.Title}";

    /// <inheritdoc/>
    public override async Task<PartState> LookAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        try
        {
            return (await grant.PlanAsync(_request, cancellationToken).ConfigureAwait(false)).Existing is null
                ? PartState.Missing
                : PartState.Present;
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceNotFound))
        {
            return PartState.Missing;
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            return PartState.Missing;
        }
    }

    /// <inheritdoc/>
    public override async Task<PartState> EnsureAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        var plan = await grant.PlanAsync(_request, cancellationToken).ConfigureAwait(false);
        await grant.RunAsync(plan, cancellationToken).ConfigureAwait(false);
        return plan.Existing is null ? PartState.Missing : PartState.Present;
    }
}

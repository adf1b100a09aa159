using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Subnets;

/// <summary>Changes what a subnet is associated with and nothing else of it.</summary>
public static class SubnetChange
{
    /// <summary>Finds out what would change. Reads only.</summary>
    /// <param name="store">The way to ARM.</param>
    /// <param name="id">The subnet.</param>
    /// <param name="request">What it is to be.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// ContradictingParameters, AssociationExists, or ResourceNotFound for the subnet or what is named.
    /// </exception>
    public static async Task<SubnetPlan> PlanAsync(
        ResourceStore store, ArmResourceId id, SubnetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        var reading = store.ReadAsync(id, cancellationToken);
        var resolving = SubnetAssociations.ResolveAsync(store, id, request, cancellationToken);
        await Task.WhenAll((Task)reading, resolving).ConfigureAwait(false);
        var associations = await resolving.ConfigureAwait(false);
        if (associations.Count == 0)
        {
            throw EgressErrors.ContradictingParameters(
                $"No change is specified for subnet '{id.Name}'.",
                "Add -RouteTable, -NatGateway, -NetworkSecurityGroup, or one of the -No switches.", id.Text);
        }

        var document = await reading.ConfigureAwait(false);
        var plan = new SubnetPlan(id, document, [.. associations.Where(item => !item.IsMet(document))], request.Replace);

        // What can't be applied is refused before the prompt.
        plan.Apply(document.Copy());
        return plan;
    }
}

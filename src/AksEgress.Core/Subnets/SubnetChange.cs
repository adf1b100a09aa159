using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Subnets;

/// <summary>Changes only the associations of a subnet and its default outbound access.</summary>
public static class SubnetChange
{
    /// <summary>Gets the plan for a change. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The subnet.</param>
    /// <param name="request">The requested associations.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// ContradictingParameters, AssociationExists, or ResourceNotFound for the subnet or a named resource.
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
        if (associations.Count == 0 && request.DefaultOutboundAccess is null)
        {
            throw EgressErrors.ContradictingParameters(
                $"No change is specified for subnet '{id.Name}'.",
                "Add -RouteTable, -NatGateway, -NetworkSecurityGroup, -DefaultOutboundAccess, or one of the -No switches.", id.Text);
        }

        var document = await reading.ConfigureAwait(false);
        var isAccessMet = request.DefaultOutboundAccess is null
            || new Subnet(document).DefaultOutboundAccess == request.DefaultOutboundAccess;
        var plan = new SubnetPlan(id, document, [.. associations.Where(item => !item.IsMet(document))], request.Replace)
        {
            DefaultOutboundAccess = isAccessMet ? null : request.DefaultOutboundAccess,
        };

        // Refuse a change that can't be applied before the prompt.
        plan.Apply(document.Copy());
        return plan;
    }
}

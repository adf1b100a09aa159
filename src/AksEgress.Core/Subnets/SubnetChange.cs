using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
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
    /// <exception cref="EgressException">ContradictingParameters, AssociationExists, or ResourceNotFound for the subnet or what is named.</exception>
    public static async Task<SubnetPlan> PlanAsync(ResourceStore store, ArmResourceId id, SubnetRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        var reading = store.ReadAsync(id, cancellationToken);
        var resolving = SubnetAssociations.ResolveAsync(store, id, request, cancellationToken);
        await Task.WhenAll((Task)reading, resolving).ConfigureAwait(false);
        var associations = await resolving.ConfigureAwait(false);
        if (associations.Count == 0)
        {
            throw new EgressException(
                EgressErrors.ContradictingParameters, id.Text, $"Nothing is said about subnet '{id.Name}'.",
                "Add -RouteTable, -NatGateway, -NetworkSecurityGroup or one of the -No switches.");
        }

        var document = await reading.ConfigureAwait(false);
        var plan = new SubnetPlan(id, document, [.. associations.Where(item => !item.IsMet(document))], request.Replace);
        Apply(plan, document.Copy());
        return plan;
    }

    /// <summary>Writes the plan over the subnet as it is now, and reads it back; writes nothing when it is so already.</summary>
    /// <exception cref="EgressException">AssociationExists when it changed since, ChangedMeanwhile, NotAsAsked.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public static Task<ArmDocument> RunAsync(ResourceStore store, SubnetPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(plan);
        return store.UpdateAsync(plan.Id, document => Apply(plan, document), cancellationToken);
    }

    private static void Apply(SubnetPlan plan, ArmDocument document)
    {
        foreach (var change in plan.Changes)
        {
            change.Apply(document, plan.Id.Name, plan.Replace);
        }
    }
}

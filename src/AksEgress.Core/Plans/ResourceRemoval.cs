using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Plans;

/// <summary>Removes a resource whose document contains its users.</summary>
public static class ResourceRemoval
{
    /// <summary>Plans the removal, and rejects it for a resource in use. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The resource.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="Errors.EgressException">ResourceNotFound, ResourceInUse.</exception>
    public static async Task<RemovalPlan> PlanAsync<TView>(ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
        where TView : ArmResource, IArmResource<TView>
    {
        ArgumentNullException.ThrowIfNull(store);
        var resource = TView.Of(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        return new RemovalPlan(resource, resource.Users);
    }
}

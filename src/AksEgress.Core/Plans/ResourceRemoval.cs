using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Plans;

/// <summary>Removes a resource whose own document says what uses it.</summary>
public static class ResourceRemoval
{
    /// <summary>Reads the resource and refuses to remove one that is in use.</summary>
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

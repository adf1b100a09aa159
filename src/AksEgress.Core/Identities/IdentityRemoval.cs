using AksEgress.Core.Arm;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Identities;

/// <summary>Removes a user-assigned identity that no cluster of its subscription uses.</summary>
public static class IdentityRemoval
{
    /// <summary>Reads the identity and the subscription's clusters.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The identity.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="Errors.EgressException">ResourceNotFound, ResourceInUse.</exception>
    public static async Task<RemovalPlan> PlanAsync(ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var identity = new UserAssignedIdentity(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        return new RemovalPlan(identity, await IdentityUse.ReadAsync(store, identity.ParsedId, cancellationToken).ConfigureAwait(false));
    }
}

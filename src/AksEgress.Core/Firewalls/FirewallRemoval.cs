using AksEgress.Core.Arm;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Firewalls;

/// <summary>Removes an Azure Firewall that no default route points to.</summary>
public static class FirewallRemoval
{
    /// <summary>Reads the firewall and the route tables that may point to it.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The firewall.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="Errors.EgressException">ResourceNotFound, ResourceInUse.</exception>
    public static async Task<RemovalPlan> PlanAsync(ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var firewall = new Firewall(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        try
        {
            var users = await FirewallUse.FindAsync(store, firewall, isAttached: false, cancellationToken).ConfigureAwait(false);
            return new RemovalPlan(firewall, users);
        }
        catch (ArmException e) when (e.Status == 403)
        {
            return new RemovalPlan(firewall, [])
            {
                Notes =
                [
                    $"The route tables of the subscription can't be read. Subnets with a default route to {firewall.PrivateIpAddress} lose "
                        + "their egress path.",
                ],
            };
        }
    }
}

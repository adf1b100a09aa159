using AksEgress.Core.Arm;
using AksEgress.Core.Resources;

namespace AksEgress.Core.ResourceGroups;

/// <summary>Recognizes a name and a resource group that were specified in the wrong order.</summary>
public static class SwappedNames
{
    /// <summary>True when the resource group doesn't exist and the name is the name of one.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="name">What was specified as a resource's name.</param>
    /// <param name="resourceGroupName">What was specified as the resource group.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArmException">ARM refused.</exception>
    public static async Task<bool> IsSwappedAsync(
        ResourceStore store, string subscriptionId, string name, string resourceGroupName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return ArmNames.IsValid(name, ArmNames.MaximumGroupLength)
            && ArmNames.IsValid(resourceGroupName, ArmNames.MaximumGroupLength)
            && !string.Equals(name, resourceGroupName, StringComparison.OrdinalIgnoreCase)
            && await store.TryReadAsync(ArmResourceId.Group(subscriptionId, name), cancellationToken).ConfigureAwait(false) is not null
            && await store.TryReadAsync(ArmResourceId.Group(subscriptionId, resourceGroupName), cancellationToken).ConfigureAwait(false)
                is null;
    }
}

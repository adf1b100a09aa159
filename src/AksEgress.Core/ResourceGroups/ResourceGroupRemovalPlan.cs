using AksEgress.Core.Arm;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.ResourceGroups;

/// <summary>A planned removal of a resource group, with its content.</summary>
public sealed class ResourceGroupRemovalPlan : RemovalPlan
{
    private readonly IReadOnlyList<string> _contents;

    private ResourceGroupRemovalPlan(ResourceGroup group, IReadOnlyList<string> contents)
        : base(group, group.Users, ResourceGroupContents.DescribeRemoval(group.Name, contents)) => _contents = contents;

    /// <summary>Reads the group and its content.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The group.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="Errors.EgressException">ResourceGroupNotFound; ResourceInUse for a cluster's node resource group.</exception>
    public static async Task<ResourceGroupRemovalPlan> CreateAsync(
        ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var group = new ResourceGroup(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        var contents = group.Users.Count > 0
            ? []
            : await ResourceGroupContents.ReadAsync(store, id, cancellationToken).ConfigureAwait(false);
        return new ResourceGroupRemovalPlan(group, contents);
    }

    // A group has no eTag, and its removal would include resources that were added after the prompt.
    internal override Task RequireCurrentAsync(ResourceStore store, CancellationToken cancellationToken) =>
        ResourceGroupContents.RequireNothingNewAsync(store, Id, _contents, cancellationToken);
}

using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;

namespace AksEgress.PowerShell.Engine;

/// <summary>Which cluster the three ways to mean one mean; the parameters themselves stand in each base, as PowerShell wants them.</summary>
internal static class ClusterIds
{
    /// <summary>The object counts first, then the id, then the names.</summary>
    /// <exception cref="Core.Errors.EgressException">InvalidResourceId, WrongResourceType, InvalidResourceName or NoSubscription.</exception>
    public static ArmResourceId Of(EgressCmdlet cmdlet, Cluster? inputObject, string? resourceId, string? resourceGroupName, string? name) =>
        inputObject?.ResourceId
        ?? (resourceId is not null
            ? ArmResourceId.Parse(resourceId, ResourceTypes.ManagedCluster)
            : ArmResourceId.Create(cmdlet.Subscription, resourceGroupName!, ResourceTypes.ManagedCluster, name!));
}

using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Clusters;

/// <summary>
/// Writes a cluster as it is, so that AKS reconciles it: the repair of a cluster whose last operation failed
/// (learn.microsoft.com/troubleshoot/azure/azure-kubernetes, "cluster or node in a failed state"; <c>az aks update</c> without arguments).
/// </summary>
public static class ClusterReconciliation
{
    /// <summary>Reads the cluster. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The cluster.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound, OperationInProgress or ClusterNotRunning.</exception>
    public static async Task<Plan<Cluster>> PlanAsync(ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        var cluster = new Cluster(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        if (!cluster.Document.IsSettled)
        {
            throw EgressErrors.OperationInProgress("Cluster", id.Name, cluster.ProvisioningState, id.Name, id.ResourceGroupName, id.Text);
        }

        if (cluster.AgentPools.FirstOrDefault(pool => pool.IsBusy) is { } busy)
        {
            throw EgressErrors.OperationInProgress(
                "Node pool", busy.Name, busy.ProvisioningState, id.Name, id.ResourceGroupName, id.Child("agentPools", busy.Name).Text);
        }

        return cluster.PowerState == "Stopped"
            ? throw EgressErrors.ClusterNotRunning(id.Name, id.ResourceGroupName, id.Text)
            : new ClusterReconciliationPlan(id, cluster);
    }
}

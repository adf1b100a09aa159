using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Clusters;

/// <summary>
/// Aborts the operation that is running on a cluster or on a node pool. AKS moves the resource to Canceling and then to Canceled, rolls
/// nothing back, and answers 409 where the operation ends first (learn.microsoft.com/azure/aks/manage-abort-operations). That a cluster's
/// abort ends an operation on a node pool isn't documented, so an operation on a pool is aborted at the pool.
/// </summary>
public static class OperationAbort
{
    /// <summary>Finds the operation that is running. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="id">The cluster or the node pool. For a cluster without an operation, its node pool that has one.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound; ParameterRequired where operations run on several node pools.</exception>
    public static async Task<Plan<ArmDocument>> PlanAsync(ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        var document = await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (id.ResourceType != ResourceTypes.ManagedClusters || !document.IsSettled)
        {
            return new OperationAbortPlan(id, document);
        }

        var busy = new Cluster(document)
            .AgentPools.Where(pool => pool.IsBusy)
            .Select(pool => pool.Name)
            .ToList();
        if (busy.Count > 1)
        {
            throw EgressErrors.ParameterRequired(
                "NodePoolName", $"operations are running on several node pools of cluster '{id.Name}': {Sentences.List(busy)}.", id.Text);
        }

        var target = busy is [var only] ? id.Child("agentPools", only) : id;
        return new OperationAbortPlan(
            target, busy.Count == 0 ? document : await store.ReadAsync(target, cancellationToken).ConfigureAwait(false));
    }
}

using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Checks whether the cluster can be changed: its state, the SKU of its load balancer, the type of its node pools.</summary>
internal sealed class ClusterStateCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var cluster = input.Cluster;
        if (!input.IsCreation)
        {
            if (cluster.Document.IsUnfinished && input.From == input.To)
            {
                yield return FindingKinds.ChangeUnfinished(
                    cluster.Name, cluster.ResourceGroupName, cluster.ProvisioningState, input.To, cluster.Id);
            }
            else if (cluster.Document.IsUnfinished)
            {
                yield return FindingKinds.ClusterFailed(
                    cluster.Name, cluster.ResourceGroupName, cluster.ProvisioningState, cluster.Id);
            }
            else if (cluster.ProvisioningState is not ("Succeeded" or null))
            {
                yield return FindingKinds.OperationRunning(cluster.Name, cluster.ProvisioningState, cluster.Id);
            }

            foreach (var pool in cluster.AgentPools.Where(pool => cluster.ProvisioningState == "Succeeded" && pool.IsBusy))
            {
                yield return FindingKinds.OperationRunning(pool.Name, pool.ProvisioningState, cluster.Id);
            }

            if (cluster.PowerState == "Stopped")
            {
                yield return FindingKinds.ClusterStopped("properties.powerState.code");
            }

            if (cluster.Document.Root.Text("properties", "nodeProvisioningProfile", "mode") == "Auto" && input.From != input.To)
            {
                yield return FindingKinds.NodeAutoProvisioning("properties.nodeProvisioningProfile.mode");
            }
        }

        if (cluster.LoadBalancerSku is { } sku && !sku.Equals("standard", StringComparison.OrdinalIgnoreCase))
        {
            yield return FindingKinds.LoadBalancerSkuNotStandard(sku, "properties.networkProfile.loadBalancerSku");
        }

        foreach (var pool in cluster.AgentPools.Where(pool => pool.Type == "AvailabilitySet"))
        {
            yield return FindingKinds.ScaleSetsRequired(pool.Name, pool.Type, "properties.agentPoolProfiles");
        }
    }
}

using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Can the cluster be changed at all: its state, its load balancer's SKU, its pools' type?</summary>
internal sealed class ClusterStateCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var cluster = input.Cluster;
        if (!input.IsCreation)
        {
            if (cluster.Document.IsUnfinished && input.From == input.To)
            {
                yield return FindingKinds.ChangeUnfinished.Of(cluster.Id, cluster.Name, cluster.ProvisioningState, input.To);
            }
            else if (cluster.Document.IsUnfinished)
            {
                yield return FindingKinds.ClusterFailed.Of(cluster.Id, cluster.Name, cluster.ProvisioningState);
            }
            else if (cluster.ProvisioningState is not ("Succeeded" or null))
            {
                yield return FindingKinds.OperationRunning.Of(cluster.Id, cluster.Name, cluster.ProvisioningState);
            }

            foreach (var pool in cluster.AgentPools.Where(pool => cluster.ProvisioningState == "Succeeded" && pool.ProvisioningState is not ("Succeeded" or "Failed" or "Canceled" or null)))
            {
                yield return FindingKinds.OperationRunning.Of(cluster.Id, pool.Name, pool.ProvisioningState);
            }

            if (cluster.PowerState == "Stopped")
            {
                yield return FindingKinds.ClusterStopped.Of("properties.powerState.code");
            }

            if (cluster.Document.Root.Text("properties", "nodeProvisioningProfile", "mode") == "Auto" && input.From != input.To)
            {
                yield return FindingKinds.NodeAutoProvisioning.Of("properties.nodeProvisioningProfile.mode");
            }
        }

        if (cluster.LoadBalancerSku is { } sku && !sku.Equals("standard", StringComparison.OrdinalIgnoreCase))
        {
            yield return FindingKinds.LoadBalancerSkuNotStandard.Of("properties.networkProfile.loadBalancerSku", sku);
        }

        foreach (var pool in cluster.AgentPools.Where(pool => pool.Type == "AvailabilitySet"))
        {
            yield return FindingKinds.NotScaleSets.Of("properties.agentPoolProfiles", pool.Name, pool.Type);
        }
    }
}

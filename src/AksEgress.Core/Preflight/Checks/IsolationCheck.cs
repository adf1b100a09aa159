using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.NodePools;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Checks the requirements of network isolated clusters for none and block, and outbound NAT of Windows node pools.</summary>
internal sealed class IsolationCheck : IPreflightCheck
{
    private static readonly Version s_firstIsolated = new(1, 30);

    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.To is OutboundTypeNames.None or OutboundTypeNames.Block)
        {
            var source = input.Cluster.Document.Root.Text("properties", "bootstrapProfile", "artifactSource") ?? "Direct";
            if (source != "Cache")
            {
                var finding = FindingKinds.NetworkIsolationRequired(input.To, source, "properties.bootstrapProfile.artifactSource");
                yield return input.IsCreation ? finding with { Next = "Add -BootstrapArtifactSource Cache." } : finding;
            }

            foreach (var excluded in Excluded(input))
            {
                yield return excluded;
            }
        }

        if (input.To == OutboundTypeNames.LoadBalancer)
        {
            foreach (var pool in input.Cluster.AgentPools.Where(pool => pool.WindowsOutboundNatDisabled))
            {
                yield return FindingKinds.WindowsOutboundNatDisabled(
                    pool.Name, "properties.agentPoolProfiles[].windowsProfile.disableOutboundNat");
            }
        }
    }

    // learn.microsoft.com/azure/aks/network-isolated: Linux only, no kubenet, Kubernetes 1.30 or newer.
    private static IEnumerable<Finding> Excluded(PreflightInput input)
    {
        if (input.Cluster.NetworkPlugin == "kubenet")
        {
            yield return FindingKinds.NetworkIsolationExcludes(
                input.To, "the network plugin kubenet", "Use a cluster with the network plugin azure",
                "properties.networkProfile.networkPlugin");
        }

        foreach (var pool in input.Cluster.AgentPools.Where(pool => pool.OsType == "Windows"))
        {
            yield return FindingKinds.NetworkIsolationExcludes(
                input.To, $"Windows node pools such as '{pool.Name}'", Advice.RemoveNodePool(),
                "properties.agentPoolProfiles[].osType");
        }

        if (input.Cluster.KubernetesVersion is { } version && NodePoolRules.Parsed(version) is { } parsed && parsed < s_firstIsolated)
        {
            yield return FindingKinds.NetworkIsolationExcludes(
                input.To, $"Kubernetes {version}", "Upgrade the cluster to Kubernetes 1.30 or later first", "properties.kubernetesVersion");
        }
    }
}

using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.NodePools;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>none and block only for network isolated clusters; outbound NAT of Windows pools when going to the load balancer.</summary>
internal sealed class IsolationCheck : IPreflightCheck
{
    private static readonly Version FirstIsolated = new(1, 30);

    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.To is OutboundTypeNames.None or OutboundTypeNames.Block)
        {
            var source = input.Cluster.Document.Root.Text("properties", "bootstrapProfile", "artifactSource") ?? "Direct";
            if (source != "Cache")
            {
                var finding = FindingKinds.NetworkIsolationRequired.Of("properties.bootstrapProfile.artifactSource", input.To, source);
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
                yield return FindingKinds.WindowsOutboundNatDisabled.Of("properties.agentPoolProfiles[].windowsProfile.disableOutboundNat", pool.Name);
            }
        }
    }

    // learn.microsoft.com/azure/aks/network-isolated: Linux only, no kubenet, Kubernetes 1.30 or newer.
    private static IEnumerable<Finding> Excluded(PreflightInput input)
    {
        if (input.Cluster.NetworkPlugin == "kubenet")
        {
            yield return FindingKinds.NetworkIsolationExcludes.Of("properties.networkProfile.networkPlugin", input.To, "the network plugin kubenet", "Use a cluster with the network plugin azure");
        }

        foreach (var pool in input.Cluster.AgentPools.Where(pool => pool.OsType == "Windows"))
        {
            yield return FindingKinds.NetworkIsolationExcludes.Of("properties.agentPoolProfiles[].osType", input.To, $"Windows pools such as '{pool.Name}'", "Remove the pool first: Remove-AksEgressNodePool");
        }

        if (input.Cluster.KubernetesVersion is { } version && NodePoolRules.Parsed(version) is { } parsed && parsed < FirstIsolated)
        {
            yield return FindingKinds.NetworkIsolationExcludes.Of("properties.kubernetesVersion", input.To, $"Kubernetes {version}", "It takes 1.30 or newer: upgrade first");
        }
    }
}

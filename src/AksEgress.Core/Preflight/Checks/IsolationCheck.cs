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
                var finding = FindingKinds.NetworkIsolationRequired(
                    input.To, source, input.Cluster.Name, input.Cluster.ResourceGroupName, "properties.bootstrapProfile.artifactSource");
                yield return input.IsCreation ? finding with { Next = "Add -BootstrapArtifactSource Cache." } : finding;
            }

            foreach (var finding in Excluded(input).Concat(Path(input, source)))
            {
                yield return finding;
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

    // concepts-network-isolated: the API server is reached over the private network, nodes were reimaged after the artifact source was
    // set to Cache and before the outbound type changes, and block is a preview.
    private static IEnumerable<Finding> Path(PreflightInput input, string source)
    {
        if (!input.Cluster.PrivateCluster && !input.Cluster.UsesVnetIntegration)
        {
            var finding = FindingKinds.NetworkIsolationApiServer(input.To, "properties.apiServerAccessProfile");

            // With none in a BYO virtual network, the user's own path can lead to the API server.
            yield return input.To == OutboundTypeNames.None && input.Cluster.VirtualNetworkMode == VirtualNetworkMode.BringYourOwn
                ? finding with { Severity = FindingSeverity.Warning }
                : finding;
        }

        if (input.To == OutboundTypeNames.Block && (input.IsCreation || input.From != input.To))
        {
            yield return FindingKinds.OutboundTypePreview(input.To, "properties.networkProfile.outboundType");
        }

        var reachable = input.Cluster.AgentPools.Where(pool => pool.EnableNodePublicIp).Select(pool => pool.Name).ToList();
        if (input.To == OutboundTypeNames.None && reachable.Count > 0)
        {
            yield return FindingKinds.NodePublicIpBypassesIsolation(
                string.Join(", ", reachable), "properties.agentPoolProfiles[].enableNodePublicIP");
        }

        if (!input.IsCreation && !input.IsUndo && source == "Cache"
            && input.From is not (OutboundTypeNames.None or OutboundTypeNames.Block))
        {
            yield return FindingKinds.NetworkIsolationReimageUnknown(
                input.To, string.Join(", ", input.Cluster.AgentPools), "properties.bootstrapProfile.artifactSource");
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
                input.To, $"Windows node pools such as '{pool.Name}'", 
                Advice.RemoveNodePool(pool.Name, input.Cluster.ResourceGroupName, input.Cluster.Name),
                "properties.agentPoolProfiles[].osType");
        }

        // concepts-network-isolated: Unmanaged isn't supported, and only NodeImage and None are.
        if (input.Cluster.Document.Root.Text("properties", "autoUpgradeProfile", "nodeOSUpgradeChannel") is { } channel
            && channel is "Unmanaged" or "SecurityPatch")
        {
            yield return FindingKinds.NetworkIsolationExcludes(
                input.To, $"the node OS upgrade channel {channel}",
                "Use the channel NodeImage or None: az aks update --node-os-upgrade-channel NodeImage",
                "properties.autoUpgradeProfile.nodeOSUpgradeChannel");
        }

        if (input.Cluster.KubernetesVersion is { } version && NodePoolRules.Parsed(version) is { } parsed && parsed < s_firstIsolated)
        {
            yield return FindingKinds.NetworkIsolationExcludes(
                input.To, $"Kubernetes {version}", "Upgrade the cluster to Kubernetes 1.30 or later first", "properties.kubernetesVersion");
        }
    }
}

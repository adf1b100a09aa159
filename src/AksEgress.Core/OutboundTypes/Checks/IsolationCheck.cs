using AksEgress.Core.Documents;

namespace AksEgress.Core.OutboundTypes.Checks;

/// <summary>none and block only for network isolated clusters; outbound NAT of Windows pools when going to the load balancer.</summary>
internal sealed class IsolationCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.To is OutboundTypeNames.None or OutboundTypeNames.Block)
        {
            var source = input.Cluster.Document.Root.Text("properties", "bootstrapProfile", "artifactSource") ?? "Direct";
            if (source != "Cache")
            {
                yield return Findings.NetworkIsolationRequired.Of("properties.bootstrapProfile.artifactSource", input.To, source);
            }
        }

        if (input.To == OutboundTypeNames.LoadBalancer)
        {
            foreach (var pool in input.Cluster.AgentPools.Where(pool => pool.WindowsOutboundNatDisabled))
            {
                yield return Findings.WindowsOutboundNatDisabled.Of("properties.agentPoolProfiles[].windowsProfile.disableOutboundNat", pool.Name);
            }
        }
    }
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.NodePools;

/// <summary>
/// AKS's rules for pools: Windows and its outbound NAT, and the autoscaler. The rules are documented (nat-gateway,
/// windows-node-limitations, cluster-autoscaler); codes and texts aren't recorded.
/// </summary>
internal static class AgentPoolRules
{
    private static readonly Version s_firstWithoutNat = new(1, 26);

    /// <summary>Refuses a pool that violates a rule.</summary>
    /// <param name="change">The cluster after the change.</param>
    /// <param name="pool">The pool after the change.</param>
    /// <param name="before">The current pool, or null for a new one.</param>
    public static void Check(ClusterChange change, JsonObject pool, JsonObject? before)
    {
        var windows = ResourceId.Is(pool.Text("osType"), "Windows");
        var noNat = pool.Object("windowsProfile").Flag("disableOutboundNat") == true;
        if (windows && before is null && ResourceId.Is(change.Network.Text("networkPlugin"), "kubenet"))
        {
            throw ClusterErrors.InvalidParameter(
                "Windows agent pools are not supported with network plugin kubenet.", "agentPoolProfile.osType");
        }

        if (windows && before is null && ResourceId.Is(pool.Text("mode"), "System"))
        {
            throw ClusterErrors.InvalidParameter("An agent pool of mode System must be of osType Linux.", "agentPoolProfile.mode");
        }

        if (windows && before is null && change.OutboundType is (OutboundTypeNames.None or OutboundTypeNames.Block))
        {
            throw ClusterErrors.InvalidParameter(
                $"Windows agent pools are not supported with outbound type {change.OutboundType}.", "agentPoolProfile.osType");
        }

        if (noNat)
        {
            CheckNat(change, windows);
        }

        if (before is not null && noNat != (before.Object("windowsProfile").Flag("disableOutboundNat") == true))
        {
            throw ClusterErrors.NotChangeable("properties.windowsProfile.disableOutboundNat");
        }

        if (pool.Flag("enableAutoScaling") == true
            && (pool.Number("minCount") is not { } least
                || pool.Number("maxCount") is not { } most
                || least > most
                || most > 1000
                || least < (ResourceId.Is(pool.Text("mode"), "System") ? 1 : 0)))
        {
            throw ClusterErrors.InvalidParameter(
                "The values of minCount and maxCount are invalid for an agent pool with enableAutoScaling.", "agentPoolProfile.minCount");
        }
    }

    private static void CheckNat(ClusterChange change, bool windows)
    {
        const string member = "agentPoolProfile.windowsProfile.disableOutboundNat";
        if (!windows)
        {
            throw ClusterErrors.InvalidParameter("Outbound NAT can only be disabled for Windows agent pools.", member);
        }

        if (change.OutboundType == OutboundTypeNames.LoadBalancer)
        {
            throw ClusterErrors.InvalidParameter("Outbound NAT can't be disabled for clusters with outbound type loadBalancer.", member);
        }

        if (Version.TryParse(change.Properties.Text("currentKubernetesVersion"), out var version) && version < s_firstWithoutNat)
        {
            throw ClusterErrors.InvalidParameter("Outbound NAT can only be disabled from Kubernetes 1.26 on.", member);
        }
    }
}

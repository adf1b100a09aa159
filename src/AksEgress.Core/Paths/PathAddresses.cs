using AksEgress.Core.Egress;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Paths;

/// <summary>The addresses that a destination sees.</summary>
internal static class PathAddresses
{
    /// <summary>The addresses of an allowed flow; empty within the network.</summary>
    public static OutputList<string> Of(EgressTopology topology, SubnetEvaluator evaluator, PathDecision decision, string outboundType)
    {
        if (decision.Stage is PathStage.Route or PathStage.Platform)
        {
            return [];
        }

        if (decision.Hop is { } hop && evaluator.FirewallAt(hop) is { } filter)
        {
            return EgressAddressing.Texts(EgressAddressing.OfFirewall(topology, evaluator.Path, filter.Firewall));
        }

        return decision.Direct switch
        {
            DirectEgress.NatGateway => EgressAddressing.Texts(
                EgressAddressing.OfGateway(topology, evaluator.Path!, evaluator.Path!.NatGateway!)),
            DirectEgress.NodePublicIp => (string[])["(public IP address of the node)"],
            DirectEgress.DefaultOutboundAccess => (string[])["(default outbound access)"],
            _ => outboundType == topology.Cluster.OutboundType && EgressAddressing.Held(topology) is { Count: > 0 } held
                ? EgressAddressing.Texts(held)
                : (string[])["(assigned by AKS)"],
        };
    }
}

using AksEgress.Core.Resources;

namespace AksEgress.Core.OutboundTypes.Checks;

/// <summary>What the change brings with it: asymmetric Services, nodes to be reimaged, gaps in what could be read.</summary>
internal sealed class ConsequencesCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.Topology.Unreadable.Count > 0)
        {
            yield return Findings.NotReadable.Of(null, string.Join("; ", input.Topology.Unreadable));
        }

        if (input.IsCreation || input.From == input.To)
        {
            yield break;
        }

        if (input.To is OutboundTypeNames.UserDefinedRouting or OutboundTypeNames.None)
        {
            var inbound = input.Topology.LoadBalancers.SelectMany(balancer => balancer.InboundPublicIp).ToList();
            var path = input.Topology.Subnets.FirstOrDefault(path => path.RoutesAround);
            if (inbound.Count > 0 && path?.DefaultRoute is { } route)
            {
                var firewall = input.Topology.FirewallBehind(path);
                yield return Findings.PublicServiceTurnsAsymmetric.Of(
                    inbound[0], Sentences.List([.. inbound.Select(id => input.Topology.PublicIps.TryGetValue(id, out var ip) && ip.IpAddress is { } address ? address : Sentences.Short(id))]), route.NextHopIpAddress ?? route.NextHopType, firewall is null ? "<firewall>" : firewall.Id);
            }
        }

        yield return Findings.NodesNeedReimage.Of(input.Cluster.Id, string.Join(", ", input.Cluster.AgentPools));
    }
}

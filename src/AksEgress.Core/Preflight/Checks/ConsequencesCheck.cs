using AksEgress.Core.Clusters;
using AksEgress.Core.Plans;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Reports consequences of the change: asymmetric routing, nodes to reimage, and resources that can't be read.</summary>
internal sealed class ConsequencesCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.Egress.Unreadable.Count > 0)
        {
            yield return FindingKinds.ResourceNotReadable(string.Join("; ", input.Egress.Unreadable));
        }

        if (input.IsCreation || input.From == input.To)
        {
            yield break;
        }

        if (input.To is OutboundTypeNames.UserDefinedRouting or OutboundTypeNames.None)
        {
            var inbound = input.Egress.LoadBalancers.SelectMany(balancer => balancer.InboundPublicIp).ToList();
            var path = input.Egress.Subnets.FirstOrDefault(path => path.HasRouteToAppliance);
            if (inbound.Count > 0 && path?.DefaultRoute is { } route)
            {
                var firewall = input.Egress.FirewallBehind(path);
                yield return FindingKinds.PublicServiceAsymmetricRouting(
                    Sentences.List([.. inbound.Select(id =>
                        input.Egress.PublicIps.TryGetValue(id, out var ip) && ip.IpAddress is { } address
                            ? address
                            : Sentences.Short(id))]),
                    route.NextHopIpAddress ?? route.NextHopType, firewall is null ? "<firewall>" : firewall.Id, inbound[0]);
            }
        }

        yield return FindingKinds.NodesNeedReimage(string.Join(", ", input.Cluster.AgentPools), input.Cluster.Id);
    }
}

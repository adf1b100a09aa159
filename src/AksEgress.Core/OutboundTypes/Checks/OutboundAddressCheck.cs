using AksEgress.Core.Arm;
using AksEgress.Core.EgressAddresses;

namespace AksEgress.Core.OutboundTypes.Checks;

/// <summary>Are the own addresses that the user names there and free?</summary>
internal sealed class OutboundAddressCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var balancer = input.Target.LoadBalancer;
        var gateway = input.Target.NatGateway;
        var current = TopologyReader.EffectiveIds(input.Cluster).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var id in (balancer.OutboundIp ?? []).Concat(gateway.OutboundIp ?? []))
        {
            if (!input.Topology.PublicIps.TryGetValue(id, out var ip))
            {
                yield return Findings.OutboundIpNotFound.Of(id, id);
            }
            else if (ip.UsedBy is { } user && !(current.Contains(id) && input.From == input.To))
            {
                yield return Findings.OutboundIpInUse.Of(id, ip.Name, user);
            }
        }

        foreach (var id in (balancer.OutboundIpPrefix ?? []).Concat(gateway.OutboundIpPrefix ?? []))
        {
            if (!input.Topology.PublicIpPrefixes.ContainsKey(id))
            {
                yield return Findings.OutboundIpNotFound.Of(id, ArmResourceId.Parse(id).Name);
            }
        }
    }
}

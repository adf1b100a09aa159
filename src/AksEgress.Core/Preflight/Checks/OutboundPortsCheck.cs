using System.Globalization;
using System.Net;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>
/// Checks the allocated ports. AKS calculates with 64,000 ports for each address, and with the nodes that the autoscaler and an
/// upgrade can add (SupportArticles, invalidloadbalancerprofileallocatedoutboundports-error).
/// </summary>
internal sealed class OutboundPortsCheck : IPreflightCheck
{
    private const int PortsPerAddress = 64000;
    private const int Step = 8;

    /// <summary>The default maxSurge of AKS.</summary>
    private const string DefaultMaxSurge = "10%";

    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.To != OutboundTypeNames.LoadBalancer)
        {
            yield break;
        }

        // The current ports are kept only for loadBalancer. Another outbound type clears them.
        var profile = input.From == OutboundTypeNames.LoadBalancer
            ? input.Cluster.Document.Root.At("properties", "networkProfile", "loadBalancerProfile")
            : null;
        var wanted = input.Target.LoadBalancer;
        var ports = wanted.AllocatedOutboundPorts ?? profile.Number("allocatedOutboundPorts") ?? 0;
        if (ports <= 0 || (!wanted.NamesAddresses && wanted.AllocatedOutboundPorts is null && input.From == input.To))
        {
            yield break;
        }

        var addresses = Addresses(input, wanted, profile);
        var nodes = input.Cluster.AgentPools.Sum(Nodes);
        if (nodes > 0 && (long)ports * nodes > (long)PortsPerAddress * addresses)
        {
            yield return FindingKinds.OutboundPortsInsufficient(
                ports, nodes, (long)ports * nodes, addresses, PortsPerAddress * addresses,
                PortsPerAddress * addresses / nodes / Step * Step, ((long)ports * nodes + PortsPerAddress - 1) / PortsPerAddress,
                "properties.networkProfile.loadBalancerProfile.allocatedOutboundPorts");
        }
    }

    internal static int Nodes(AgentPool pool)
    {
        var most = Math.Max(pool.Count, pool.MaxCount ?? 0);
        var surge = pool.MaxSurge is { Length: > 0 } text ? text : DefaultMaxSurge;
        var extra = surge.EndsWith('%')
            && double.TryParse(surge.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            ? (int)Math.Ceiling(most * percent / 100)
            : int.TryParse(surge, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return most + extra;
    }

    private static int Addresses(PreflightInput input, LoadBalancerOutbound wanted, System.Text.Json.Nodes.JsonNode? profile)
    {
        if (wanted.OutboundIp is { } ips)
        {
            return ips.Count;
        }

        var prefixes = wanted.OutboundIpPrefix
            ?? (wanted.NamesAddresses ? null : profile.Ids("outboundIPPrefixes", "publicIPPrefixes") is { Count: > 0 } own ? own : null);
        if (prefixes is not null)
        {
            return prefixes.Sum(id =>
                input.Egress.PublicIpPrefixes.TryGetValue(id, out var prefix) && IPNetwork.TryParse(prefix.IpPrefix, out var range)
                    ? 1 << Math.Min(
                        16,
                        (range.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128) - range.PrefixLength)
                    : 1);
        }

        return wanted.ManagedOutboundIpCount
            ?? (!wanted.NamesAddresses && profile.Ids("outboundIPs", "publicIPs") is { Count: > 0 } named
                ? named.Count
                : profile.Number("managedOutboundIPs", "count") ?? 1);
    }
}

using System.Net;
using AksEgress.Core.EgressAddresses;

namespace AksEgress.Core.OutboundTypes.Checks;

/// <summary>
/// Will the API server let the nodes in from their new address? AKS adds only the load balancer's own address
/// by itself, so the ranges must hold any other.
/// </summary>
internal sealed class AuthorizedRangesCheck : IPreflightCheck
{
    private const string LoadBalancerOnly = "0.0.0.0/32";
    private const string Member = "properties.apiServerAccessProfile.authorizedIPRanges";

    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var ranges = input.Cluster.AuthorizedIpRange;
        if (ranges.Count == 0 || input.Cluster.PrivateCluster || input.To == OutboundTypeNames.LoadBalancer)
        {
            yield break;
        }

        if (ranges.Contains(LoadBalancerOnly))
        {
            yield return Findings.AuthorizedRangesLoadBalancerOnly.Of(Member);
            yield break;
        }

        var addresses = EgressAddressing.After(input.Topology, input.Target);
        if (addresses is null || addresses.Any(address => address.Source == EgressSource.Appliance))
        {
            yield return Findings.AuthorizedRangesUnknown.Of(Member);
        }

        var networks = ranges.Select(range => IPNetwork.TryParse(range.Contains('/', StringComparison.Ordinal) ? range : range + "/32", out var network) ? network : (IPNetwork?)null)
            .OfType<IPNetwork>().ToList();
        foreach (var address in (addresses ?? []).Where(address => address.IpAddress is not null && !networks.Exists(network => Contains(network, address.IpAddress!))))
        {
            yield return Findings.AuthorizedRangesMissAddress.Of(Member, address.IpAddress, address.Via);
        }
    }

    private static bool Contains(IPNetwork range, string address) =>
        IPNetwork.TryParse(address, out var prefix) ? range.PrefixLength <= prefix.PrefixLength && range.Contains(prefix.BaseAddress)
        : IPAddress.TryParse(address, out var ip) && range.Contains(ip);
}

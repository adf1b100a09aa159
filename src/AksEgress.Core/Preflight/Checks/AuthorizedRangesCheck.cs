using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>
/// Checks whether the API server allows the new egress IP addresses. AKS always allows the load balancer's address; the authorized
/// IP ranges must contain any other one, or -UpdateAuthorizedIpRange must add it.
/// </summary>
internal sealed class AuthorizedRangesCheck : IPreflightCheck
{
    private const string Done =
        "-UpdateAuthorizedIpRange adds the new egress IP addresses after the change is verified. Until then, nodes may be NotReady.";

    public IEnumerable<Finding> Check(PreflightInput input)
    {
        var listed = input.Cluster.AuthorizedIpRange;
        if (listed.Count == 0 || input.Cluster.PrivateCluster)
        {
            yield break;
        }

        var maximum = AuthorizedRangeRules.MaximumCount(input.Cluster);
        if (input.Ranges?.Longest(listed, Managed(input.Target)) is { } longest && longest > maximum)
        {
            yield return FindingKinds.AuthorizedRangesTooMany(longest, maximum, AuthorizedRangeRules.Member);
        }

        // With API Server VNet Integration, nodes reach the API server by a private address, whatever the ranges are
        // (learn.microsoft.com/azure/aks/api-server-vnet-integration).
        if (input.Cluster.UsesVnetIntegration)
        {
            yield break;
        }

        // AKS always allows the load balancer's addresses, so only other egress paths are checked.
        var addresses = input.To == OutboundTypeNames.LoadBalancer
            ? EgressAddressing.IndependentOfType(input.Egress)
            : EgressAddressing.After(input.Egress, input.Target, input.IsCreation);
        if (input.To == OutboundTypeNames.LoadBalancer && addresses is { Count: 0 })
        {
            yield break;
        }

        var ranges = input.Ranges?.With(listed) ?? listed;
        var late = input.Ranges is { IsLate: true };
        if (ranges.Contains(AuthorizedRangeRules.LoadBalancerOnly))
        {
            yield return Worded(
                input,
                Weighed(FindingKinds.AuthorizedRangesLoadBalancerOnly(AuthorizedRangeRules.Member), late),
                Advice.AddRangesToNewCluster());
            yield break;
        }

        if (addresses is null || addresses.Any(address => address.Source == EgressSource.Appliance))
        {
            yield return Worded(
                input, Weighed(FindingKinds.AuthorizedRangesUnknown(AuthorizedRangeRules.Member), late),
                Advice.AddRangesToNewClusterOrAsk());
        }

        foreach (var address in addresses ?? [])
        {
            if (address is { IpAddress: null, Source: not EgressSource.Appliance })
            {
                yield return FindingKinds.AuthorizedRangesAddressUnreadable(
                    address.Via, address.Subnet ?? "the nodes", address.PublicIpId ?? AuthorizedRangeRules.Member);
            }
            else if (address.IpAddress is { } ip && !ranges.Any(range => AuthorizedRangeRules.Covers(range, ip)))
            {
                yield return ranges.FirstOrDefault(AuthorizedRangeRules.IsServiceTag) is { } tag
                    ? FindingKinds.AuthorizedRangesServiceTag(tag, ip, AuthorizedRangeRules.Member)
                    : Worded(input, FindingKinds.AuthorizedRangesExcludeAddress(
                    ip, address.Via, AuthorizedRangeRules.Member), $"Add {ip} to -AuthorizedIpRange.");
            }
        }
    }

    // A finding that -UpdateAuthorizedIpRange resolves is a note.
    private static Finding Weighed(Finding finding, bool late) =>
        late ? finding with { Severity = FindingSeverity.Information, Next = Done } : finding;

    // A new cluster requires another next step than a change of the outbound type.
    private static Finding Worded(PreflightInput input, Finding finding, string next) =>
        input.IsCreation ? finding with { Next = next } : finding;

    private static int Managed(OutboundTarget target) => target.NatGateway.ManagedOutboundIpCount ?? 1;
}

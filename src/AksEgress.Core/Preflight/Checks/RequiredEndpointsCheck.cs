using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.Paths;
using AksEgress.Core.Plans;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>
/// For userDefinedRouting: checks that the rules on the path allow what AKS requires. ARM accepts the change anyway, and the nodes then
/// lose the API server or can't start.
/// </summary>
internal sealed class RequiredEndpointsCheck : IPreflightCheck
{
    private const int ShownEndpoints = 3;

    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (input.To != OutboundTypeNames.UserDefinedRouting || input.Egress.FirewallFilters is null)
        {
            return [];
        }

        var results = PathAnalyzer
            .Evaluate(input.Egress, new PathRequest { OutboundType = input.To, Cloud = input.Egress.Cloud })
            .Where(result => IsRequired(result) && IsNewlyKnown(result))
            .ToList();
        return results
            .GroupBy(result => (result.Subnet, result.Verdict, Next: result.Verdict == PathVerdict.Denied ? result.Next : null))
            .Select(group => Finding(input, [.. group]));
    }

    // Conditional endpoints are for clusters that the documents don't tell from others, except for the DNS servers of the network.
    private static bool IsRequired(EgressPathResult result) =>
        result.Required == "required" || result is { Required: "conditional", Protocol: "UDP", Port: 53 };

    // Rules for a cluster can be created only when it exists, but its nodes need them before: the FQDN tag covers what every cluster needs.
    private static string? Remedy(PreflightInput input, IReadOnlyList<EgressPathResult> results)
    {
        if (results[0].Firewall is not { } firewall || input.Cluster.ProvisioningState is not null)
        {
            return results[0].Next;
        }

        return results.Any(result => result.Feature == EndpointCatalogue.Core)
            ? Advice.AllowClusterEndpoints(firewall.Name, firewall.ResourceGroupName)
            : Advice.AllowNames(
                firewall.Name, firewall.ResourceGroupName, string.Join(", ", results.Select(result => result.Destination).Distinct()));
    }

    // Other findings say that an appliance or a resource can't be read.
    private static bool IsNewlyKnown(EgressPathResult result) =>
        result.Verdict == PathVerdict.Denied
            || (result.Verdict == PathVerdict.Unknown
                && result.UnknownReason is UnknownReason.AddressUnknown or UnknownReason.GatewayRoutes);

    private static Finding Finding(PreflightInput input, IReadOnlyList<EgressPathResult> results)
    {
        var first = results[0];
        var pools = string.Join(", ", first.NodePool);
        var shown = results.Take(ShownEndpoints).Select(result => $"{result.Destination}:{result.Port}").ToList();
        var more = results.Count - shown.Count;
        var endpoints = Sentences.List([.. shown, .. more > 0 ? [$"{more} more"] : (string[])[]]);
        var show = Advice.ShowPaths(input.Cluster.Name, input.Cluster.ResourceGroupName, input.To);
        var evidence = input.Egress.Subnets.FirstOrDefault(path => path.Id.Name == first.Subnet)?.Id.Text ?? input.Cluster.Id;
        return first.Verdict == PathVerdict.Denied
            ? FindingKinds.RequiredEndpointBlocked(
                first.Subnet, pools, endpoints, first.DecidedBy, Remedy(input, results) ?? show, evidence)
            : FindingKinds.RequiredEndpointUnknown(first.Subnet, pools, endpoints, first.Reason, show, evidence);
    }
}

using AksEgress.Core.Arm;
using AksEgress.Core.Texts;

namespace AksEgress.Core.EgressProbes;

/// <summary>The egress path of a cluster as tested from a pod, with the expected egress IP addresses.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="OutboundType">The cluster's outbound type.</param>
/// <param name="Result">Match, Mismatch, CouldNotRun or AddressUnknown.</param>
/// <param name="Expected">
/// The expected egress IP addresses and ranges; empty if the cluster should have no egress, or if they're unknown.
/// </param>
/// <param name="SeenByInternet">The addresses that echo services returned, without duplicates.</param>
/// <param name="EndpointResults">All endpoints, including those that weren't tested.</param>
/// <param name="Reason">The reason for the result; null for a match.</param>
public sealed record EgressTest(
    string ClusterName,
    string ResourceGroupName,
    string ResourceId,
    string OutboundType,
    EgressVerdict Result,
    OutputList<string> Expected,
    OutputList<string> SeenByInternet,
    OutputList<EndpointResult> EndpointResults,
    string? Reason)
{
    /// <summary>The cluster's subscription, a GUID.</summary>
    public string? SubscriptionId => ArmResourceId.TryParse(ResourceId, out var id) ? id.SubscriptionId : null;

    /// <summary>A summary of the tested endpoints, for example <c>9 of 9 reachable</c>.</summary>
    public string Endpoints
    {
        get
        {
            var asked = EndpointResults.Count(endpoint => endpoint.Answer != EndpointAnswer.NotTried)
                + (Result == EgressVerdict.CouldNotRun ? 0 : Untried.Count);
            return asked == 0
                ? "none tested"
                : $"{EndpointResults.Count(endpoint => endpoint.Answer == EndpointAnswer.Reachable)} of {asked} reachable";
        }
    }

    /// <summary>The tested endpoints that aren't reachable, or whose result is unknown.</summary>
    public OutputList<EndpointResult> Unreachable =>
        (EndpointResult[])[.. EndpointResults.Where(endpoint => endpoint.Answer is EndpointAnswer.Unreachable or EndpointAnswer.Unknown)];

    /// <summary>
    /// The endpoints with a host that were requested, but couldn't be tested. They fail the test. Endpoints that a pod can never test (UDP,
    /// service tags, wildcards) aren't included.
    /// </summary>
    public OutputList<EndpointResult> Untried =>
        (EndpointResult[])[.. EndpointResults.Where(endpoint => endpoint is { Answer: EndpointAnswer.NotTried, Host: not null })];

    /// <summary>
    /// What the test proves: one pod on one node. Nodes in other subnets, and pods of other node pools, can have another egress path.
    /// </summary>
    public string TestedFrom => Result == EgressVerdict.CouldNotRun ? "none" : "1 pod, 1 node";

    /// <summary>True when the egress IP address matches, and all endpoints that have a host were tested and are reachable.</summary>
    public bool Passed => Result == EgressVerdict.Match && Unreachable.Count == 0 && Untried.Count == 0;

    /// <summary>The test in one line.</summary>
    public override string ToString() => $"{ClusterName}: {Result}, {Endpoints}{(Reason is null ? string.Empty : ". " + Reason)}";
}

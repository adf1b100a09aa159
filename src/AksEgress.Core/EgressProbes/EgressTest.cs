using AksEgress.Core.Arm;
using AksEgress.Core.Texts;

namespace AksEgress.Core.EgressProbes;

/// <summary>The egress path of a cluster as tested from a pod, with the expected egress IP addresses.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="OutboundType">The cluster's outbound type.</param>
/// <param name="Result">Match, Mismatch or CouldNotRun.</param>
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
            var asked = EndpointResults.Count(endpoint => endpoint.Answer != EndpointAnswer.NotTried);
            return asked == 0
                ? "none tested"
                : $"{EndpointResults.Count(endpoint => endpoint.Answer == EndpointAnswer.Reachable)} of {asked} reachable";
        }
    }

    /// <summary>The tested endpoints that aren't reachable, or whose result is unknown.</summary>
    public OutputList<EndpointResult> Unreachable =>
        (EndpointResult[])[.. EndpointResults.Where(endpoint => endpoint.Answer is EndpointAnswer.Unreachable or EndpointAnswer.Unknown)];

    /// <summary>True when the egress IP address matches and all tested endpoints are reachable.</summary>
    public bool Passed => Result == EgressVerdict.Match && Unreachable.Count == 0;

    /// <summary>The test in one line.</summary>
    public override string ToString() => $"{ClusterName}: {Result}, {Endpoints}{(Reason is null ? string.Empty : ". " + Reason)}";
}

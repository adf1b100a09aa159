namespace AksEgress.Core.EgressProbes;

/// <summary>How a cluster leaves, as a pod in it sees it, beside what Azure's documents say.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="ResourceId">The cluster's id.</param>
/// <param name="OutboundType">The cluster's outbound type.</param>
/// <param name="Result">Match, Mismatch or CouldNotRun.</param>
/// <param name="Expected">
/// The addresses and ranges that the cluster should leave from; empty where it should not leave at all, or nobody knows.
/// </param>
/// <param name="SeenByInternet">The addresses that echo services saw, each once.</param>
/// <param name="EndpointResults">Each endpoint, also those that were not tried.</param>
/// <param name="Reason">Why nothing was proven, or what differs; null for a match.</param>
public sealed record EgressTest(
    string ClusterName,
    string ResourceGroupName,
    string ResourceId,
    string OutboundType,
    EgressVerdict Result,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string> SeenByInternet,
    IReadOnlyList<EndpointResult> EndpointResults,
    string? Reason)
{
    /// <summary>The endpoints in a few words, for example <c>9 of 9 reachable</c>; what was not tried does not count.</summary>
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

    /// <summary>The endpoints that were asked and are not known to answer.</summary>
    public IReadOnlyList<EndpointResult> Unreachable =>
        (EndpointResult[])[.. EndpointResults.Where(endpoint => endpoint.Answer is EndpointAnswer.Unreachable or EndpointAnswer.Unknown)];

    /// <summary>True where the address matches and every endpoint that was asked answers.</summary>
    public bool Passed => Result == EgressVerdict.Match && Unreachable.Count == 0;

    /// <summary>The test in one line.</summary>
    public override string ToString() => $"{ClusterName}: {Result}, {Endpoints}{(Reason is null ? string.Empty : ". " + Reason)}";
}

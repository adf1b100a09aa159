namespace AksEgress.Core.Errors;

/// <summary>What goes wrong with the ranges that may reach the API server.</summary>
public static partial class EgressErrors
{
    /// <summary>A private cluster's API server has no authorized ranges.</summary>
    public static readonly EgressError AuthorizedRangesPrivateCluster = new(nameof(AuthorizedRangesPrivateCluster), EgressErrorKind.InvalidOperation,
        "Cluster '{0}' is private: its API server has no public address, and AKS takes no authorized ranges for it.",
        "Who may reach a private API server is decided by its network: peerings, private endpoints, network security groups.");

    /// <summary>0.0.0.0/32 beside other ranges.</summary>
    public static readonly EgressError LoadBalancerRangeAlone = new(nameof(LoadBalancerRangeAlone), EgressErrorKind.InvalidArgument,
        "0.0.0.0/32 stands alone in the authorized ranges of a cluster: it lets in the load balancer's outbound address and nobody else. '{0}' would have it beside others.",
        "Decide for one: Remove-AksEgressAuthorizedIpRange {0} {1} -IpRange <what is listed now>, then Add-AksEgressAuthorizedIpRange; in between everybody may call the API server.");

    /// <summary>More authorized ranges than AKS takes.</summary>
    public static readonly EgressError TooManyAuthorizedRanges = new(nameof(TooManyAuthorizedRanges), EgressErrorKind.LimitsExceeded,
        "Cluster '{0}' would have {1} authorized ranges; AKS takes {2}.",
        "Join neighbouring addresses in one wider range, or remove some with Remove-AksEgressAuthorizedIpRange.");

    /// <summary>A running cluster still leaves from what is to be removed.</summary>
    public static readonly EgressError RangeStillLeftFrom = new(nameof(RangeStillLeftFrom), EgressErrorKind.ResourceBusy,
        "Cluster '{0}' still leaves from {1}; without {2} its nodes may not reach their own API server and become NotReady.",
        "Nothing was changed. Get-AksEgressIp {0} shows where it leaves; -Force removes the range all the same.");

    /// <summary>The outbound type was changed, and the authorized ranges did not follow all the way.</summary>
    public static readonly EgressError AuthorizedRangesUnfinished = new(nameof(AuthorizedRangesUnfinished), EgressErrorKind.InvalidResult,
        "The change of '{0}' from {1} to {2} is done and read back; {3}, and the rest of the authorized ranges could not be brought up to date: {4}",
        "The change stands; this error's TargetObject is its record. Left to do: {5}.");
}

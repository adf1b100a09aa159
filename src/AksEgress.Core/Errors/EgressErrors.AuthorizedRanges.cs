namespace AksEgress.Core.Errors;

/// <summary>Errors about the ranges that may reach the API server.</summary>
public static partial class EgressErrors
{
    /// <summary>A private cluster's API server has no authorized ranges.</summary>
    public static EgressException AuthorizedRangesPrivateCluster(string cluster, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(cluster)], target);

    /// <summary>0.0.0.0/32 beside other ranges.</summary>
    public static EgressException LoadBalancerRangeExclusive(string cluster, string resourceGroup, string target) =>
        Create(EgressErrorKind.InvalidArgument, [Value(cluster), Value(resourceGroup)], target);

    /// <summary>More authorized ranges than AKS accepts.</summary>
    public static EgressException TooManyAuthorizedRanges(string cluster, int count, int maximum, string target) =>
        Create(EgressErrorKind.LimitsExceeded, [Value(cluster), Value(count), Value(maximum)], target);

    /// <summary>A range to be removed is still an egress IP address of a running cluster.</summary>
    public static EgressException AuthorizedRangeRequired(string cluster, string lost, string removed, string target) =>
        Create(EgressErrorKind.ResourceBusy, [Value(cluster), Value(lost), Value(removed)], target);

    /// <summary>The outbound type was changed, and the authorized ranges weren't fully updated.</summary>
    public static EgressException AuthorizedRangesUnfinished(
        string cluster, string from, string to, string done, string reason, string left, object target, Exception? innerException) =>
        Create(
            EgressErrorKind.InvalidResult, [Value(cluster), Value(from), Value(to), Value(done), Value(reason), Value(left)], target,
            innerException);
}

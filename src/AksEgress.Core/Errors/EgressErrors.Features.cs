namespace AksEgress.Core.Errors;

/// <summary>Errors about preview features.</summary>
public static partial class EgressErrors
{
    /// <summary>The provider has no such feature.</summary>
    public static readonly EgressError FeatureNotFound = new(nameof(FeatureNotFound), EgressErrorKind.ObjectNotFound,
        "{0} has no preview feature '{1}' in subscription {2}.",
        "Get-AksEgressFeature lists its features; one that became generally available is often taken off the list and needs no registration.");

    /// <summary>Microsoft approves the feature by hand.</summary>
    public static readonly EgressError FeatureNeedsApproval = new(nameof(FeatureNeedsApproval), EgressErrorKind.PermissionDenied,
        "The registration of '{0}' is pending: Microsoft approves it by hand.",
        "Ask for it in the way that the feature's page names, then run the same command again.");

    /// <summary>The registration takes longer than anybody waits.</summary>
    public static readonly EgressError FeatureUnfinished = new(nameof(FeatureUnfinished), EgressErrorKind.InvalidResult,
        "The registration of '{0}' is still {1} after {2} minutes.",
        "It goes on in Azure. Run the same command again later: it finishes what is left, and tells the provider.");
}

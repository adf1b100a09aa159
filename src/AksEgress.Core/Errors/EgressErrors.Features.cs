namespace AksEgress.Core.Errors;

/// <summary>Errors about preview features.</summary>
public static partial class EgressErrors
{
    /// <summary>The provider has no such feature.</summary>
    public static EgressException FeatureNotFound(string provider, string feature, string subscriptionId, Exception innerException) =>
        Create(EgressErrorKind.ObjectNotFound, [Value(provider), Value(feature), Value(subscriptionId)], feature, innerException);

    /// <summary>Microsoft has to approve the feature.</summary>
    public static EgressException FeatureNeedsApproval(string feature, string target) =>
        Create(EgressErrorKind.PermissionDenied, [Value(feature)], target);

    /// <summary>The registration takes longer than the time limit.</summary>
    public static EgressException FeatureUnfinished(string feature, string state, int minutes, string target) =>
        Create(EgressErrorKind.InvalidResult, [Value(feature), Value(state), Value(minutes)], target);
}

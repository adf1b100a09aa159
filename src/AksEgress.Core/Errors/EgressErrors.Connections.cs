namespace AksEgress.Core.Errors;

public static partial class EgressErrors
{
    /// <summary>A context was handed over whose connection is no longer there.</summary>
    public static EgressException ConnectionEnded(string target) =>
        Create(EgressErrorKind.AuthenticationError, [], target);

    /// <summary>The endpoint of a managed identity gave no token, after all tries.</summary>
    public static EgressException ManagedIdentityFailed(string reason, Exception innerException) =>
        Create(EgressErrorKind.AuthenticationError, [Value(reason)], innerException: innerException);

    /// <summary>An http endpoint was combined with a sign-in to Azure.</summary>
    public static EgressException HttpEndpointNeedsAccessToken(string endpoint) =>
        Create(EgressErrorKind.InvalidArgument, [Value(endpoint)], parameterName: "AccessToken");
}

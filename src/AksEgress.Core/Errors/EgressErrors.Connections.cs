namespace AksEgress.Core.Errors;

public static partial class EgressErrors
{
    /// <summary>The connection of the specified context doesn't exist any more.</summary>
    public static EgressException ConnectionEnded(string target) =>
        Create(EgressErrorKind.AuthenticationError, [], target);

    /// <summary>The endpoint of a managed identity returned no token after all tries.</summary>
    public static EgressException ManagedIdentityFailed(string reason, Exception innerException) =>
        Create(EgressErrorKind.AuthenticationError, [Value(reason)], innerException: innerException);

    /// <summary>An http endpoint was combined with a sign-in to Azure.</summary>
    public static EgressException HttpEndpointNeedsAccessToken(string endpoint) =>
        Create(EgressErrorKind.InvalidArgument, [Value(endpoint)], parameterName: "AccessToken");
}

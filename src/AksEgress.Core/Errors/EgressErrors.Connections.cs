namespace AksEgress.Core.Errors;

public static partial class EgressErrors
{
    /// <summary>A context was handed over whose connection is no longer there.</summary>
    public static readonly EgressError ConnectionEnded = new(nameof(ConnectionEnded), EgressErrorKind.AuthenticationError,
        "The connection of this context has ended, or is of another process.",
        "Run Connect-AksEgress again, and hand its context to the other runspaces before Disconnect-AksEgress.");

    /// <summary>The endpoint of a managed identity gave no token, after all tries.</summary>
    public static readonly EgressError ManagedIdentityFailed = new(nameof(ManagedIdentityFailed), EgressErrorKind.AuthenticationError,
        "The managed identity gave no token: {0}",
        "Assign an identity to this Automation account, machine or container, and name a user-assigned one with -ClientId. When the endpoint was only busy or slow, run the command again.");

    /// <summary>An http endpoint was combined with a sign-in to Azure.</summary>
    public static readonly EgressError HttpEndpointNeedsAccessToken = new(nameof(HttpEndpointNeedsAccessToken), EgressErrorKind.InvalidArgument,
        "The endpoint '{0}' uses http. A sign-in to Azure doesn't send its token to a local port.",
        "Add -AccessToken with a token that the endpoint accepts, or use an https endpoint.");
}

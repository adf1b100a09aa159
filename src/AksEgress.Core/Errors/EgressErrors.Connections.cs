namespace AksEgress.Core.Errors;

public static partial class EgressErrors
{
    /// <summary>A context was handed over whose connection is no longer there.</summary>
    public static readonly EgressError ConnectionEnded = new(nameof(ConnectionEnded), EgressErrorKind.AuthenticationError,
        "The connection of this context has ended, or is of another process.",
        "Run Connect-AksEgress again, and hand its context to the other runspaces before Disconnect-AksEgress.");
}

namespace AksEgress.Core.Errors;

/// <summary>What sort of mistake an error is; the cmdlets turn it into PowerShell's ErrorCategory.</summary>
public enum EgressErrorKind : long
{
    /// <summary>A parameter's value cannot be right.</summary>
    InvalidArgument,

    /// <summary>The resource does not exist.</summary>
    ObjectNotFound,

    /// <summary>The resource exists already.</summary>
    ResourceExists,

    /// <summary>The resource is in use or being changed by somebody else.</summary>
    ResourceBusy,

    /// <summary>The state of things does not allow it.</summary>
    InvalidOperation,

    /// <summary>Not signed in, or the credential gives no token.</summary>
    AuthenticationError,

    /// <summary>Signed in, but not permitted.</summary>
    PermissionDenied,

    /// <summary>No connection.</summary>
    ConnectionError,

    /// <summary>A limit or quota stands in the way.</summary>
    LimitsExceeded,

    /// <summary>What was handed in, or came back, cannot be read.</summary>
    InvalidData,

    /// <summary>Azure accepted it, and the result is not what was asked for.</summary>
    InvalidResult,
}

namespace AksEgress.Core.Errors;

/// <summary>The category of an error; the cmdlets map it to PowerShell's ErrorCategory.</summary>
public enum EgressErrorKind : long
{
    /// <summary>A parameter's value isn't valid.</summary>
    InvalidArgument,

    /// <summary>The resource does not exist.</summary>
    ObjectNotFound,

    /// <summary>The resource already exists.</summary>
    ResourceExists,

    /// <summary>The resource is in use or is being changed by another client.</summary>
    ResourceBusy,

    /// <summary>The current state doesn't allow it.</summary>
    InvalidOperation,

    /// <summary>Not signed in, or the credential returns no token.</summary>
    AuthenticationError,

    /// <summary>Signed in, but not permitted.</summary>
    PermissionDenied,

    /// <summary>No connection.</summary>
    ConnectionError,

    /// <summary>A limit or quota is exceeded.</summary>
    LimitsExceeded,

    /// <summary>The input or the response can't be read.</summary>
    InvalidData,

    /// <summary>Azure accepted the request, and the result isn't as requested.</summary>
    InvalidResult,
}

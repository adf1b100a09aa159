using AksEgress.Core.Errors;

namespace AksEgress.Core.Arm;

/// <summary>Explains what ARM answered: its words verbatim, the kind of mistake, and what to do next.</summary>
public static class ArmErrors
{
    /// <summary>
    /// The explanation of a refusal, by its HTTP status: 200 (a failed operation) is OperationFailed, 401 SignInFailed, 403 NotPermitted,
    /// 409 ResourceBusy, 412 ChangedSinceRead, 429 Throttled, 500 and above RequestFailed, anything else RequestRefused.
    /// </summary>
    public static EgressException Explain(ArmException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var resource = NameOf(exception.Request.Path);
        var words = Words(exception);
        return exception switch
        {
            { Status: 200 } => new EgressException(EgressErrors.OperationFailed, exception.Request.Path, exception, resource, exception.Code, words),
            { Status: 401 } => new EgressException(EgressErrors.SignInFailed, exception.Request.Path, exception, words),
            { Status: 403 } => new EgressException(EgressErrors.NotPermitted, exception.Request.Path, exception, exception.Code, words),
            { Status: 429 } => new EgressException(EgressErrors.Throttled, exception.Request.Path, exception, resource, exception.Code, words),
            { Status: 409 } => new EgressException(EgressErrors.ResourceBusy, exception.Request.Path, exception, resource, exception.Code, words),
            { Status: 412 } => new EgressException(EgressErrors.ChangedSinceRead, exception.Request.Path, exception, resource, exception.Code, words),
            { Status: >= 500 } => new EgressException(EgressErrors.RequestFailed, exception.Request.Path, exception, resource, exception.Status, exception.Code, words),
            _ => new EgressException(EgressErrors.RequestRefused, exception.Request.Path, exception, resource, exception.Status, exception.Code, words),
        };
    }

    /// <summary>The explanation of a missing answer.</summary>
    public static EgressException Explain(ArmAccessException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var error = exception.Failure switch
        {
            ArmAccessFailure.SignIn => EgressErrors.SignInFailed,
            ArmAccessFailure.ManagedIdentity => EgressErrors.ManagedIdentityFailed,
            ArmAccessFailure.OperationToken => EgressErrors.InvalidOperationToken,
            _ => EgressErrors.ConnectionFailed,
        };
        return new EgressException(error, null, exception, exception.Message);
    }

    /// <summary>ARM's message with its subcode and correlation id behind it.</summary>
    public static string Words(ArmException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var subcode = exception.Subcode is { Length: > 0 } s && s != exception.Code ? $" [{s}]" : string.Empty;
        var correlation = exception.CorrelationId is { Length: > 0 } c ? $" (correlation {c})" : string.Empty;
        return exception.Message + subcode + correlation;
    }

    // A list has no name of its own; it is told with the name of what it is a list of.
    private static string NameOf(string path)
    {
        var parts = path.Trim('/').Split('/');
        var provider = Array.FindLastIndex(parts, part => part.Equals("providers", StringComparison.OrdinalIgnoreCase));
        var isList = provider > 0 && (parts.Length - provider) % 2 == 1;
        return Uri.UnescapeDataString(isList ? $"{parts[parts.Length - provider == 3 ? provider - 1 : parts.Length - 2]}/{parts[^1]}" : parts[^1]);
    }
}

using AksEgress.Core.Errors;

namespace AksEgress.Core.Arm;

/// <summary>Explains what ARM answered: its words verbatim, the kind of mistake, and what to do next.</summary>
public static class ArmErrors
{
    /// <summary>
    /// The explanation of a refusal, by its HTTP status: 200 (a failed operation) is OperationFailed, 401 SignInFailed, 403 NotPermitted,
    /// 409 ResourceBusy, 412 ResourceModified, 429 Throttled, 500 and above RequestFailed, anything else RequestRefused.
    /// </summary>
    public static EgressException Explain(ArmException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var resource = NameOf(exception.Request.Path);
        var words = Words(exception);
        return exception switch
        {
            { Status: 200 } => EgressErrors.OperationFailed(resource, exception.Code, words, exception.Request.Path, exception),
            { Status: 401 } => EgressErrors.SignInFailed(words, exception.Request.Path, exception),
            { Status: 403 } => EgressErrors.NotPermitted(exception.Code, words, exception.Request.Path, exception),
            { Status: 429 } => EgressErrors.Throttled(resource, exception.Code, words, exception.Request.Path, exception),
            { Status: 409 } => EgressErrors.ResourceBusy(resource, exception.Code, words, exception.Request.Path, exception),
            { Status: 412 } => EgressErrors.ResourceModified(resource, exception.Code, words, exception.Request.Path, exception),
            { Status: >= 500 } => EgressErrors.RequestFailed(
                resource, exception.Status, exception.Code, words, exception.Request.Path, exception),
            _ => EgressErrors.RequestRefused(resource, exception.Status, exception.Code, words, exception.Request.Path, exception),
        };
    }

    /// <summary>The explanation of a missing answer.</summary>
    public static EgressException Explain(ArmAccessException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Failure switch
        {
            ArmAccessFailure.SignIn => EgressErrors.SignInFailed(exception.Message, innerException: exception),
            ArmAccessFailure.ManagedIdentity => EgressErrors.ManagedIdentityFailed(exception.Message, exception),
            ArmAccessFailure.OperationToken => EgressErrors.InvalidOperationToken(exception.Message, innerException: exception),
            _ => EgressErrors.ConnectionFailed(exception.Message, exception),
        };
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
        return Uri.UnescapeDataString(
            isList ? $"{parts[parts.Length - provider == 3 ? provider - 1 : parts.Length - 2]}/{parts[^1]}" : parts[^1]);
    }
}

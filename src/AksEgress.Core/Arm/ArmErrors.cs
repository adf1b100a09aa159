using System.Text.RegularExpressions;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Arm;

/// <summary>Turns the responses of ARM into errors with ARM's own message, a kind, and a remedy.</summary>
public static partial class ArmErrors
{
    /// <summary>
    /// The error for an HTTP status: 200 (a failed operation) is OperationFailed, 401 SignInFailed, 403 NotPermitted, 404 of a group
    /// ResourceGroupNotFound, 409 ResourceBusy, 412 ResourceModified, 429 Throttled, 500 and above RequestFailed, any other RequestRefused.
    /// </summary>
    public static EgressException Explain(ArmException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var resource = NameOf(exception.Request);
        var words = Words(exception);
        return exception switch
        {
            { Status: 200 } => EgressErrors.OperationFailed(resource, exception.Code, words, exception.Request.Path, exception),
            { Status: 401 } => EgressErrors.SignInFailed(words, exception.Request.Path, exception),
            { Status: 403 } => EgressErrors.NotPermitted(exception.Code, words, exception.Request.Path, exception),
            { Status: 429 } => EgressErrors.Throttled(resource, exception.Code, words, exception.Request.Path, exception),
            { Status: 404, Code: "ResourceGroupNotFound" } when TryReadGroup(exception.Request.Path, out var subscription, out var group) =>
                EgressErrors.ResourceGroupNotFound(group, subscription, exception.Request.Path),
            { Status: 409 } => ExplainConflict(exception, resource, words),
            { Status: 412 } => EgressErrors.ResourceModified(resource, exception.Code, words, exception.Request.Path, exception),
            { Status: >= 500 } => EgressErrors.RequestFailed(
                resource, exception.Status, exception.Code, words, exception.Request.Path, exception),
            _ => EgressErrors.RequestRefused(resource, exception.Status, exception.Code, words, exception.Request.Path, exception),
        };
    }

    /// <summary>The error for a missing response.</summary>
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

    /// <summary>ARM's message, followed by its subcode and correlation ID.</summary>
    public static string Words(ArmException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var subcode = exception.Subcode is { Length: > 0 } s && s != exception.Code ? $" [{s}]" : string.Empty;
        var correlation = exception.CorrelationId is { Length: > 0 } c ? $" (correlation {c})" : string.Empty;
        return exception.Message + subcode + correlation;
    }

    [GeneratedRegex(@"\bFailed\b.{0,20}\bstate\b|\bstate\b.{0,10}\bFailed\b", RegexOptions.IgnoreCase)]
    private static partial Regex FailedState();

    private static EgressException ExplainConflict(ArmException exception, string resource, string words)
    {
        // Azure also returns 409 for a resource whose last operation failed. Waiting doesn't help then.
        var isFailed = FailedState().IsMatch(exception.Message);
        return EgressErrors.ResourceBusy(
            resource,
            isFailed ? "is in state Failed" : "is busy",
            exception.Code,
            words,
            isFailed ? Advice.ReconcileFailed() : Advice.WaitForOperation(),
            exception.Request.Path,
            exception);
    }

    private static bool TryReadGroup(string path, out string subscription, out string group)
    {
        var parts = path.Trim('/').Split('/');
        var isInGroup = parts.Length >= 4 && parts[2].Equals("resourceGroups", StringComparison.OrdinalIgnoreCase);
        (subscription, group) = isInGroup ? (parts[1], Uri.UnescapeDataString(parts[3])) : (string.Empty, string.Empty);
        return isInGroup;
    }

    // A list has no name, so its parent is named with it. An action is named by its resource.
    private static string NameOf(ArmRequest request)
    {
        var parts = request.Path.Trim('/').Split('/');
        var provider = Array.FindLastIndex(parts, part => part.Equals("providers", StringComparison.OrdinalIgnoreCase));
        var isList = provider > 0 && (parts.Length - provider) % 2 == 1;
        var parent = parts[parts.Length - provider == 3 ? provider - 1 : parts.Length - 2];
        return Uri.UnescapeDataString(!isList ? parts[^1] : request.Method == "POST" ? parent : $"{parent}/{parts[^1]}");
    }
}

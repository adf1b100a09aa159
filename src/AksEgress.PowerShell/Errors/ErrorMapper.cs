using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Errors;

/// <summary>Maps every exception to an ErrorRecord: id, category, target, remedy.</summary>
internal static class ErrorMapper
{
    private static readonly Version s_showsRecommendation = new(7, 5);
    private static readonly Version s_engine = typeof(PSObject).Assembly.GetName().Version!;

    /// <summary>
    /// Maps an exception of the work. An exception that this module doesn't know gets a stable id as well. The engine's own
    /// exceptions aren't mapped.
    /// </summary>
    public static bool TryMap(Exception exception, object? target, [NotNullWhen(true)] out ErrorRecord? record)
    {
        record = exception switch
        {
            EgressException e => Record(e, e.Target ?? target),
            ArmException e => Record(ArmErrors.Explain(e), e.Request.Path),
            ArmAccessException e => Record(ArmErrors.Explain(e), target),
            OperationCanceledException or RuntimeException => null,
            _ => Record(EgressErrors.Unexpected(exception.GetType().Name, exception.Message, target, exception), target),
        };
        return record is not null;
    }

    /// <summary>The record for an error of this module.</summary>
    public static ErrorRecord Record(EgressException exception, object? target) =>
        new(exception, exception.Id, Category(exception.Kind), target) { ErrorDetails = Details(exception.Message, exception.Remedy) };

    /// <summary>
    /// What an engine shows of an error. ConciseView prints the recommended action since PowerShell 7.5; for an older engine, such as that
    /// of Azure Automation, the message that is shown ends with it. Exception.Message never has it.
    /// </summary>
    /// <param name="message">What failed, and why.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="engine">The engine's version; null for the one that runs.</param>
    internal static ErrorDetails Details(string message, string remedy, Version? engine = null) =>
        new((engine ?? s_engine) < s_showsRecommendation ? $"{message}\nRecommendation: {remedy}" : message) { RecommendedAction = remedy };

    /// <summary>Adds the name of a bound parameter to an error about its value, unless the message already contains it.</summary>
    public static ErrorRecord WithParameter(ErrorRecord record, IReadOnlyDictionary<string, object> bound)
    {
        if (record.Exception is EgressException
            {
                Kind: EgressErrorKind.InvalidArgument or EgressErrorKind.InvalidData,
                ParameterName: { } name,
            } e
            && bound.ContainsKey(name)
            && !e.Message.Contains("-" + name, StringComparison.Ordinal))
        {
            record.ErrorDetails = Details($"-{name}: {e.Message}", e.Remedy);
        }

        return record;
    }

    /// <summary>True for an error that every other record of the pipeline would also cause.</summary>
    public static bool EndsCommand(ErrorRecord record) => record.Exception is EgressException e
        && (e.Id == nameof(EgressErrors.NotConnected)
            || e.Id == nameof(EgressErrors.NoSubscription)
            || e.Id == nameof(EgressErrors.SignInFailed)
            || e.Id == nameof(EgressErrors.ManagedIdentityFailed)
            || e.Id == nameof(EgressErrors.ConfirmationUnavailable)
            || e.Id == nameof(EgressErrors.ModuleIncomplete));

    private static ErrorCategory Category(EgressErrorKind kind) => kind switch
    {
        EgressErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        EgressErrorKind.ObjectNotFound => ErrorCategory.ObjectNotFound,
        EgressErrorKind.ResourceExists => ErrorCategory.ResourceExists,
        EgressErrorKind.ResourceBusy => ErrorCategory.ResourceBusy,
        EgressErrorKind.InvalidOperation => ErrorCategory.InvalidOperation,
        EgressErrorKind.AuthenticationError => ErrorCategory.AuthenticationError,
        EgressErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        EgressErrorKind.ConnectionError => ErrorCategory.ConnectionError,
        EgressErrorKind.LimitsExceeded => ErrorCategory.LimitsExceeded,
        EgressErrorKind.InvalidData => ErrorCategory.InvalidData,
        _ => ErrorCategory.InvalidResult,
    };
}

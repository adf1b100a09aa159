using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RoleAssignments;

namespace AksEgress.PowerShell.Errors;

/// <summary>The one place where exceptions become ErrorRecords: id, category, target, remedy.</summary>
internal static class ErrorMapper
{
    /// <summary>Maps what the work threw; any exception that this module does not know gets a stable id too. The engine's own go on as they are.</summary>
    public static bool TryMap(Exception exception, object? target, [NotNullWhen(true)] out ErrorRecord? record)
    {
        record = exception switch
        {
            EgressException e => Record(e, e.Target ?? target),
            ArmException e => Record(ArmErrors.Explain(e), e.Request.Path),
            ArmAccessException e => Record(ArmErrors.Explain(e), target),
            OperationCanceledException or RuntimeException => null,
            _ => Record(new EgressException(EgressErrors.Unexpected, target, exception, exception.GetType().Name, exception.Message), target),
        };
        return record is not null;
    }

    /// <summary>The record for an error that this module explains itself.</summary>
    public static ErrorRecord Record(EgressException exception, object? target) =>
        new(exception, exception.Error.Id, Category(exception.Error.Kind), target)
        {
            // PowerShell's views print the recommended action below the message.
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.Remedy },
        };

    /// <summary>
    /// Puts the parameter's name before an error about a value, where the error's own words do not have it: the checks
    /// of names and ids do not know from where the text came. Which parameter it was, the rejected value tells.
    /// </summary>
    public static ErrorRecord WithParameter(ErrorRecord record, IReadOnlyDictionary<string, object> bound)
    {
        if (record.Exception is EgressException { Error.Kind: EgressErrorKind.InvalidArgument or EgressErrorKind.InvalidData, Target: string rejected } e
            && bound.FirstOrDefault(parameter => Holds(parameter.Value, rejected)).Key is { } name && !e.Message.StartsWith('-') && !e.Message.Contains("-" + name, StringComparison.Ordinal)
            && (name != "Name" || e.Error == EgressErrors.InvalidResourceName))
        {
            record.ErrorDetails = new ErrorDetails($"-{name}: {e.Message}") { RecommendedAction = e.Remedy };
        }

        return record;
    }

    /// <summary>True for what would befall every other record of the pipeline too.</summary>
    public static bool EndsCommand(ErrorRecord record) => record.Exception is EgressException e
        && (e.Error == EgressErrors.NotConnected || e.Error == EgressErrors.NoSubscription || e.Error == EgressErrors.SignInFailed
            || e.Error == EgressErrors.ManagedIdentityFailed || e.Error == EgressErrors.NobodyToAsk || e.Error == EgressErrors.ModuleIncomplete);

    private static bool Holds(object? value, string text) => value switch
    {
        string one => one == text,
        PSObject wrapped when wrapped.BaseObject != wrapped => Holds(wrapped.BaseObject, text),
        IDictionary table => table.Keys.Cast<object?>().Concat(table.Values.Cast<object?>()).Any(one => Holds(one, text)),
        Array many => many.Cast<object?>().Any(one => Holds(one, text)),
        ArmReference or AccessScope => value.ToString() == text,
        ArmResource resource => resource.Id == text,
        _ => false,
    };

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

using System.Management.Automation;
using System.Management.Automation.Language;
using StandIn.Conversion;
using StandIn.Objects;
using StandIn.Sessions;

namespace StandIn.Script;

/// <summary>Errors of the language itself: how they are created, located, caught, and reported.</summary>
internal static class ScriptErrors
{
    public static RuntimeException New(
        string id,
        string message,
        object? target = null,
        ErrorCategory category = ErrorCategory.InvalidOperation,
        Exception? inner = null) =>
        new(id, category, target, message, inner);

    public static RuntimeException FromCast(PSInvalidCastException failure, IScriptExtent place)
    {
        var wrapped = New(failure.ErrorId, failure.Message, null, ErrorCategory.InvalidArgument, failure);
        Locate(wrapped, place);
        return wrapped;
    }

    /// <summary>Adds the position of the error, unless a more precise one is known.</summary>
    public static void Locate(RuntimeException failure, IScriptExtent place)
    {
        if (failure is not PipelineStoppedException && failure.ErrorRecord.InvocationInfo is null)
        {
            failure.ErrorRecord.SetInvocationInfo(new InvocationInfo(null, place));
        }
    }

    public static RuntimeException Thrown(Session session, object? value, bool given, IScriptExtent place)
    {
        if (!given && session.Variables.GetValue("_") is ErrorRecord current)
        {
            value = current;
        }

        var plain = PSObject.Unwrap(value);
        RuntimeException failure;
        switch (plain)
        {
            case RuntimeException already:
                failure = already;
                break;
            case ErrorRecord record:
                failure = record.Exception is RuntimeException own
                    && record.Exception is IContainsErrorRecord { ErrorRecord: var r }
                    && ReferenceEquals(r, record)
                    ? own
                    : new RuntimeException(record.ToString(), record.Exception, record);
                break;
            case Exception exception:
                failure = new RuntimeException(
                    exception.Message, exception, new ErrorRecord(exception, exception.Message, ErrorCategory.OperationStopped, null));
                break;
            default:
                var text = plain is null ? "ScriptHalted" : ObjectText.Of(value);
                var cause = new RuntimeException(text);
                failure = new RuntimeException(text, cause, new ErrorRecord(cause, text, ErrorCategory.OperationStopped, plain));
                break;
        }

        failure.WasThrownFromThrowStatement = true;
        Locate(failure, place);
        session.RememberError(Own(failure));
        return failure;
    }

    /// <summary>Writes the error to the stream; the script continues.</summary>
    public static void Report(Session session, RuntimeException failure, IScriptExtent place)
    {
        Locate(failure, place);
        var record = Own(failure);
        session.Variables.SetGlobal("?", false);
        session.Streams.HadErrors = true;
        session.RememberError(record);
        var preference = session.Preference("ErrorActionPreference", ActionPreference.Continue);
        if (preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore))
        {
            session.Streams.Error(record);
        }
    }

    public static CatchClause? Handler(TryStatement attempt, Exception failure)
    {
        foreach (var candidate in Candidates(failure))
        {
            foreach (var clause in attempt.Catches.Where(c => c.TypeNames.Count > 0))
            {
                if (clause.TypeNames.Any(n => TypeNames.Find(n)?.IsInstanceOfType(candidate) == true))
                {
                    return clause;
                }
            }
        }

        return attempt.Catches.FirstOrDefault(c => c.TypeNames.Count == 0);
    }

    /// <summary>The record for a handler; one that names the cause's type gets the cause.</summary>
    public static ErrorRecord RecordFor(CatchClause handler, Exception failure, IScriptExtent place)
    {
        var record = RecordOf(failure, place);
        return failure is RuntimeException { InnerException: { } cause } own
            && ReferenceEquals(record.Exception, own)
            && handler.TypeNames.Any(n => TypeNames.Find(n)?.IsInstanceOfType(cause) == true)
            ? new ErrorRecord(own.ErrorRecord, cause)
            : record;
    }

    private static Exception[] Candidates(Exception failure) => failure switch
    {
        ActionPreferenceStopException { ErrorRecord.Exception: { } stopped } => [stopped, failure],
        RuntimeException { InnerException: { } inner } => [inner, failure],
        _ => [failure],
    };

    private static ErrorRecord RecordOf(Exception failure, IScriptExtent place)
    {
        if (failure is RuntimeException known)
        {
            Locate(known, place);
            return Own(known);
        }

        return failure is IContainsErrorRecord { ErrorRecord: { } record }
            ? new ErrorRecord(record, failure)
            : new ErrorRecord(failure, failure.GetType().FullName, ErrorCategory.NotSpecified, null);
    }

    private static ErrorRecord Own(RuntimeException failure) =>
        failure.ErrorRecord.Exception is ParentContainsErrorRecordException
            ? new ErrorRecord(failure.ErrorRecord, failure)
            : failure.ErrorRecord;
}

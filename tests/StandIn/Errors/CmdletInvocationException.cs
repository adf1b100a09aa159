namespace System.Management.Automation;

public class CmdletInvocationException : RuntimeException
{
    private readonly ErrorRecord? _errorRecord;

    // The argument of ThrowTerminatingError: the caller sees the record, its text, and, inside, the exception.
    internal CmdletInvocationException(ErrorRecord errorRecord)
        : base(errorRecord.ToString(), errorRecord.Exception) => _errorRecord = errorRecord;

    // An exception of a cmdlet: its own record if it has one, else one that names its type.
    internal CmdletInvocationException(Exception innerException, InvocationInfo? invocationInfo)
        : base(TextOf(innerException), innerException)
    {
        _errorRecord = innerException is IContainsErrorRecord { ErrorRecord: { } record }
            ? new ErrorRecord(record, innerException)
            : new ErrorRecord(innerException, innerException.GetType().FullName, ErrorCategory.NotSpecified, null);
        _errorRecord.SetInvocationInfo(invocationInfo);
    }

    public override ErrorRecord ErrorRecord => _errorRecord ?? base.ErrorRecord;

    private static string TextOf(Exception exception) =>
        exception is IContainsErrorRecord { ErrorRecord.ErrorDetails.Message: { Length: > 0 } details } ? details : exception.Message;
}

public class ActionPreferenceStopException : RuntimeException
{
    private readonly ErrorRecord? _errorRecord;

    internal ActionPreferenceStopException(InvocationInfo? invocationInfo, ErrorRecord errorRecord, string message)
        : base(message)
    {
        Mark();
        _errorRecord = errorRecord;
        if (!errorRecord.KeepsInvocation)
        {
            errorRecord.SetInvocationInfo(invocationInfo);
        }
    }

    internal ActionPreferenceStopException(InvocationInfo? invocationInfo, string message)
        : base(message)
    {
        Mark();
        ErrorRecord.SetInvocationInfo(invocationInfo);
    }

    public override ErrorRecord ErrorRecord => _errorRecord ?? base.ErrorRecord;

    private void Mark()
    {
        ErrorId = "ActionPreferenceStop";
        Category = ErrorCategory.OperationStopped;
    }
}

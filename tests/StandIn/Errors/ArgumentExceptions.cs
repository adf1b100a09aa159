namespace System.Management.Automation;

public class PSInvalidCastException : InvalidCastException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    internal PSInvalidCastException(string errorId, string message, Exception? inner)
        : base(message, inner) => ErrorId = errorId;

    public ErrorRecord ErrorRecord =>
        _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.InvalidArgument, null);

    internal string ErrorId { get; init; } = "PSInvalidCastException";
}

public class PSInvalidOperationException : InvalidOperationException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSInvalidOperationException(string? message)
        : base(message)
    {
    }

    internal PSInvalidOperationException(string errorId, string message, Exception? inner)
        : base(message, inner) => ErrorId = errorId;

    public ErrorRecord ErrorRecord =>
        _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.InvalidOperation, null);

    internal string ErrorId { get; init; } = "InvalidOperation";
}

public class PSArgumentException : ArgumentException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSArgumentException(string? message)
        : base(message)
    {
    }

    public PSArgumentException(string? message, string? paramName)
        : base(message, paramName)
    {
    }

    public override string Message => base.Message;

    public ErrorRecord ErrorRecord =>
        _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), "Argument", ErrorCategory.InvalidArgument, null);
}

namespace System.Management.Automation;

public class PSInvalidCastException : InvalidCastException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSInvalidCastException()
    {
    }

    public PSInvalidCastException(string? message)
        : base(message)
    {
    }

    public PSInvalidCastException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal PSInvalidCastException(string errorId, string message, Exception? inner)
        : base(message, inner) => ErrorId = errorId;


    public ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.InvalidArgument, null);

    internal string ErrorId { get; init; } = "PSInvalidCastException";
}

public class PSInvalidOperationException : InvalidOperationException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSInvalidOperationException()
    {
    }

    public PSInvalidOperationException(string? message)
        : base(message)
    {
    }

    public PSInvalidOperationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal PSInvalidOperationException(string errorId, string message, Exception? inner)
        : base(message, inner) => ErrorId = errorId;


    public ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.InvalidOperation, null);

    internal string ErrorId { get; init; } = "InvalidOperation";
}

public class PSNotSupportedException : NotSupportedException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSNotSupportedException()
    {
    }

    public PSNotSupportedException(string? message)
        : base(message)
    {
    }

    public PSNotSupportedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }


    public ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.NotImplemented, null);

    internal string ErrorId { get; init; } = "NotSupported";
}

public class PSNotImplementedException : NotImplementedException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSNotImplementedException()
    {
    }

    public PSNotImplementedException(string? message)
        : base(message)
    {
    }

    public PSNotImplementedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }


    public ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.NotImplemented, null);

    internal string ErrorId { get; init; } = "NotImplemented";
}

public class PSArgumentException : ArgumentException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSArgumentException()
    {
    }

    public PSArgumentException(string? message)
        : base(message)
    {
    }

    public PSArgumentException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public PSArgumentException(string? message, string? paramName)
        : base(message, paramName)
    {
    }

    public override string Message => base.Message;


    public ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.InvalidArgument, null);

    internal string ErrorId { get; init; } = "Argument";
}

public class PSArgumentNullException : ArgumentNullException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSArgumentNullException()
    {
    }

    public PSArgumentNullException(string? paramName)
        : base(paramName)
    {
    }

    public PSArgumentNullException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public PSArgumentNullException(string? paramName, string? message)
        : base(paramName, message)
    {
    }

    public override string Message => base.Message;


    public ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.InvalidArgument, null);

    internal string ErrorId { get; init; } = "ArgumentNull";
}

public class PSArgumentOutOfRangeException : ArgumentOutOfRangeException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSArgumentOutOfRangeException()
    {
    }

    public PSArgumentOutOfRangeException(string? paramName)
        : base(paramName)
    {
    }

    public PSArgumentOutOfRangeException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public PSArgumentOutOfRangeException(string? paramName, object? actualValue, string? message)
        : base(paramName, actualValue, message)
    {
    }


    public ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.InvalidArgument, null);

    internal string ErrorId { get; init; } = "ArgumentOutOfRange";
}

public class PSObjectDisposedException : ObjectDisposedException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public PSObjectDisposedException(string? objectName)
        : base(objectName)
    {
    }

    public PSObjectDisposedException(string? objectName, string? message)
        : base(objectName, message)
    {
    }

    public PSObjectDisposedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }


    public ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, ErrorCategory.InvalidOperation, null);

    internal string ErrorId { get; init; } = "ObjectDisposed";
}

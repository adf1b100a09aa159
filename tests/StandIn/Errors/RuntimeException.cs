namespace System.Management.Automation;

public interface IContainsErrorRecord
{
    ErrorRecord ErrorRecord { get; }
}

public class RuntimeException : SystemException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;

    public RuntimeException()
    {
    }

    public RuntimeException(string? message)
        : base(message)
    {
    }

    public RuntimeException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public RuntimeException(string? message, Exception? innerException, ErrorRecord? errorRecord)
        : base(message, innerException) => _errorRecord = errorRecord;

    internal RuntimeException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Category = category;
        Target = target;
    }

    public virtual ErrorRecord ErrorRecord =>
        _errorRecord ??= new ErrorRecord(new ParentContainsErrorRecordException(this), ErrorId, Category, Target);

    public bool WasThrownFromThrowStatement { get; set; }

    internal string ErrorId { get; set; } = nameof(RuntimeException);

    internal ErrorCategory Category { get; set; }

    internal object? Target { get; set; }
}

/// <summary>Replaces an exception in that exception's own error record, so that the two don't reference each other.</summary>
public class ParentContainsErrorRecordException : SystemException
{
    private readonly Exception? _wrapper;

    public ParentContainsErrorRecordException(Exception? wrapperException) => _wrapper = wrapperException;

    public override string Message => _wrapper?.Message ?? base.Message;
}

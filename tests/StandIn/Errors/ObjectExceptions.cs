namespace System.Management.Automation;

public class ExtendedTypeSystemException : RuntimeException
{
    public ExtendedTypeSystemException()
    {
    }

    public ExtendedTypeSystemException(string? message)
        : base(message)
    {
    }

    public ExtendedTypeSystemException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ExtendedTypeSystemException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class GetValueException : ExtendedTypeSystemException
{
    public GetValueException()
    {
    }

    public GetValueException(string? message)
        : base(message)
    {
    }

    public GetValueException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal GetValueException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class GetValueInvocationException : GetValueException
{
    public GetValueInvocationException()
    {
    }

    public GetValueInvocationException(string? message)
        : base(message)
    {
    }

    public GetValueInvocationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal GetValueInvocationException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class SetValueException : ExtendedTypeSystemException
{
    public SetValueException()
    {
    }

    public SetValueException(string? message)
        : base(message)
    {
    }

    public SetValueException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SetValueException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class SetValueInvocationException : SetValueException
{
    public SetValueInvocationException()
    {
    }

    public SetValueInvocationException(string? message)
        : base(message)
    {
    }

    public SetValueInvocationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SetValueInvocationException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class MethodException : ExtendedTypeSystemException
{
    public MethodException()
    {
    }

    public MethodException(string? message)
        : base(message)
    {
    }

    public MethodException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal MethodException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class MethodInvocationException : MethodException
{
    public MethodInvocationException()
    {
    }

    public MethodInvocationException(string? message)
        : base(message)
    {
    }

    public MethodInvocationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal MethodInvocationException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class WildcardPatternException : RuntimeException
{
    public WildcardPatternException()
    {
    }

    public WildcardPatternException(string? message)
        : base(message)
    {
    }

    public WildcardPatternException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal WildcardPatternException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

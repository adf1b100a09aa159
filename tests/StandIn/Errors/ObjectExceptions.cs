namespace System.Management.Automation;

public class ExtendedTypeSystemException : RuntimeException
{
    internal ExtendedTypeSystemException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class GetValueException : ExtendedTypeSystemException
{
    internal GetValueException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class GetValueInvocationException : GetValueException
{
    internal GetValueInvocationException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class SetValueException : ExtendedTypeSystemException
{
    internal SetValueException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class SetValueInvocationException : SetValueException
{
    internal SetValueInvocationException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class MethodException : ExtendedTypeSystemException
{
    internal MethodException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class MethodInvocationException : MethodException
{
    internal MethodInvocationException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class WildcardPatternException : RuntimeException
{
    internal WildcardPatternException(string errorId, ErrorCategory category, object? target, string message)
        : base(errorId, category, target, message)
    {
    }
}

namespace System.Management.Automation;

public class PipelineStoppedException : RuntimeException
{
    public PipelineStoppedException()
        : base("The pipeline has been stopped.") => Mark();

    public PipelineStoppedException(string? message)
        : base(message) => Mark();

    public PipelineStoppedException(string? message, Exception? innerException)
        : base(message, innerException) => Mark();

    private void Mark()
    {
        ErrorId = "PipelineStopped";
        Category = ErrorCategory.OperationStopped;
    }
}

public class PipelineClosedException : RuntimeException
{
    public PipelineClosedException()
    {
    }

    public PipelineClosedException(string? message)
        : base(message)
    {
    }

    public PipelineClosedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

public class RemoteException : RuntimeException
{
    public RemoteException()
    {
    }

    public RemoteException(string? message)
        : base(message)
    {
    }

    public RemoteException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

public class ApplicationFailedException : RuntimeException
{
    public ApplicationFailedException()
    {
    }

    public ApplicationFailedException(string? message)
        : base(message)
    {
    }

    public ApplicationFailedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

public class HaltCommandException : SystemException
{
    public HaltCommandException()
    {
    }

    public HaltCommandException(string? message)
        : base(message)
    {
    }

    public HaltCommandException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

public abstract class FlowControlException : SystemException
{
    internal FlowControlException()
    {
    }
}

public sealed class TerminateException : FlowControlException;

public class ExitException : FlowControlException
{
    internal ExitException(object? argument) => Argument = argument;

    public object? Argument { get; internal set; }
}

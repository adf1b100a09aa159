namespace System.Management.Automation;

public class PipelineStoppedException : RuntimeException
{
    public PipelineStoppedException()
        : base("The pipeline has been stopped.") => Mark();

    private void Mark()
    {
        ErrorId = "PipelineStopped";
        Category = ErrorCategory.OperationStopped;
    }
}

public class HaltCommandException : SystemException
{
}

public abstract class FlowControlException : SystemException
{
    internal FlowControlException()
    {
    }
}

public class ExitException : FlowControlException
{
    internal ExitException(object? argument) => Argument = argument;

    public object? Argument { get; internal set; }
}

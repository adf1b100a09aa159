namespace System.Management.Automation.Host;

public class HostException : RuntimeException
{
    public HostException()
        : this("An error of type \"System.Management.Automation.Host.HostException\" has occurred.")
    {
    }

    public HostException(string? message)
        : base(message) => ErrorId = typeof(HostException).FullName!;

    public HostException(string? message, Exception? innerException)
        : base(message, innerException) => ErrorId = typeof(HostException).FullName!;

    public HostException(string? message, Exception? innerException, string errorId, ErrorCategory errorCategory)
        : base(errorId, errorCategory, null, message ?? string.Empty, innerException)
    {
    }
}

public class PromptingException : HostException
{
    public PromptingException()
    {
    }

    public PromptingException(string? message)
        : base(message)
    {
    }

    public PromptingException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public PromptingException(string? message, Exception? innerException, string errorId, ErrorCategory errorCategory)
        : base(message, innerException, errorId, errorCategory)
    {
    }
}

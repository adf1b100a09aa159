namespace System.Management.Automation.Host;

public class HostException : RuntimeException
{
    public HostException(string? message)
        : base(message) => ErrorId = typeof(HostException).FullName!;

    public HostException(string? message, Exception? innerException, string errorId, ErrorCategory errorCategory)
        : base(errorId, errorCategory, null, message ?? string.Empty, innerException)
    {
    }
}

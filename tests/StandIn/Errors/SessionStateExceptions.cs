namespace System.Management.Automation;

public class SessionStateException : RuntimeException
{
    public SessionStateException()
    {
    }

    public SessionStateException(string? message)
        : base(message)
    {
    }

    public SessionStateException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SessionStateException(string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(errorId, errorCategory, itemName, message)
    {
        ItemName = itemName;
        SessionStateCategory = category;
    }

    public string? ItemName { get; }

    public SessionStateCategory SessionStateCategory { get; }
}

public class ItemNotFoundException : SessionStateException
{
    public ItemNotFoundException()
    {
    }

    public ItemNotFoundException(string? message)
        : base(message)
    {
    }

    public ItemNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ItemNotFoundException(string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(itemName, category, errorId, errorCategory, message)
    {
    }
}

public class DriveNotFoundException : SessionStateException
{
    public DriveNotFoundException()
    {
    }

    public DriveNotFoundException(string? message)
        : base(message)
    {
    }

    public DriveNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal DriveNotFoundException(string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(itemName, category, errorId, errorCategory, message)
    {
    }
}

public class ProviderNotFoundException : SessionStateException
{
    public ProviderNotFoundException()
    {
    }

    public ProviderNotFoundException(string? message)
        : base(message)
    {
    }

    public ProviderNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ProviderNotFoundException(string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(itemName, category, errorId, errorCategory, message)
    {
    }
}

public class SessionStateUnauthorizedAccessException : SessionStateException
{
    public SessionStateUnauthorizedAccessException()
    {
    }

    public SessionStateUnauthorizedAccessException(string? message)
        : base(message)
    {
    }

    public SessionStateUnauthorizedAccessException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SessionStateUnauthorizedAccessException(string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(itemName, category, errorId, errorCategory, message)
    {
    }
}

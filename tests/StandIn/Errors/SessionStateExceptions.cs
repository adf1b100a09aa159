namespace System.Management.Automation;

public class SessionStateException : RuntimeException
{
    internal SessionStateException(
        string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
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
    internal ItemNotFoundException(
        string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(itemName, category, errorId, errorCategory, message)
    {
    }
}

public class DriveNotFoundException : SessionStateException
{
    internal DriveNotFoundException(
        string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(itemName, category, errorId, errorCategory, message)
    {
    }
}

public class ProviderNotFoundException : SessionStateException
{
    internal ProviderNotFoundException(
        string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(itemName, category, errorId, errorCategory, message)
    {
    }
}

public class SessionStateUnauthorizedAccessException : SessionStateException
{
    internal SessionStateUnauthorizedAccessException(
        string itemName, SessionStateCategory category, string errorId, ErrorCategory errorCategory, string message)
        : base(itemName, category, errorId, errorCategory, message)
    {
    }
}

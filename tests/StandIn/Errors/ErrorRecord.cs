namespace System.Management.Automation;

public enum ErrorCategory
{
    NotSpecified = 0,
    OpenError = 1,
    CloseError = 2,
    DeviceError = 3,
    DeadlockDetected = 4,
    InvalidArgument = 5,
    InvalidData = 6,
    InvalidOperation = 7,
    InvalidResult = 8,
    InvalidType = 9,
    MetadataError = 10,
    NotImplemented = 11,
    NotInstalled = 12,
    ObjectNotFound = 13,
    OperationStopped = 14,
    OperationTimeout = 15,
    SyntaxError = 16,
    ParserError = 17,
    PermissionDenied = 18,
    ResourceBusy = 19,
    ResourceExists = 20,
    ResourceUnavailable = 21,
    ReadError = 22,
    WriteError = 23,
    FromStdErr = 24,
    SecurityError = 25,
    ProtocolError = 26,
    ConnectionError = 27,
    AuthenticationError = 28,
    LimitsExceeded = 29,
    QuotaExceeded = 30,
    NotEnabled = 31,
}

public class ErrorRecord
{
    private readonly string _errorId;
    private InvocationInfo? _invocationInfo;

    public ErrorRecord(Exception exception, string? errorId, ErrorCategory errorCategory, object? targetObject)
    {
        Exception = exception ?? throw new ArgumentNullException(nameof(exception));
        _errorId = errorId ?? string.Empty;
        TargetObject = targetObject;
        CategoryInfo = new ErrorCategoryInfo(this, errorCategory);
    }

    public ErrorRecord(ErrorRecord errorRecord, Exception? replaceParentContainsErrorRecordException)
    {
        ArgumentNullException.ThrowIfNull(errorRecord);
        Exception = replaceParentContainsErrorRecordException is not null && errorRecord.Exception is ParentContainsErrorRecordException
            ? replaceParentContainsErrorRecordException
            : errorRecord.Exception;
        _errorId = errorRecord._errorId;
        TargetObject = errorRecord.TargetObject;
        _invocationInfo = errorRecord._invocationInfo;
        CategoryInfo = errorRecord.CategoryInfo.CopyFor(this);
        ErrorDetails = errorRecord.ErrorDetails is { } details ? new ErrorDetails(details) : null;
    }

    public Exception Exception { get; }

    public object? TargetObject { get; private set; }

    public ErrorCategoryInfo CategoryInfo { get; }

    public string FullyQualifiedErrorId
    {
        get
        {
            var origin = Origin(_invocationInfo?.MyCommand);
            return origin.Length == 0 ? _errorId : _errorId.Length == 0 ? origin : $"{_errorId},{origin}";
        }
    }

    public ErrorDetails? ErrorDetails { get; set; }

    public InvocationInfo? InvocationInfo => _invocationInfo;

    public string? ScriptStackTrace { get; internal set; }

    public override string ToString() =>
        ErrorDetails is { } details && !string.IsNullOrEmpty(details.Message) ? details.Message
        : !string.IsNullOrEmpty(Exception.Message) ? Exception.Message
        : Exception.ToString();

    // Write-Error reports for the script that called it.
    internal bool KeepsInvocation { get; set; }

    internal void SetInvocationInfo(InvocationInfo? invocationInfo)
    {
        if (invocationInfo is null)
        {
            return;
        }

        // The position of the error, not the bound values: they may contain secrets.
        _invocationInfo = invocationInfo.WithoutValues();
        ScriptStackTrace ??= invocationInfo.StackTrace;
        if (string.IsNullOrEmpty(CategoryInfo.Activity) && invocationInfo.MyCommand is { } command)
        {
            CategoryInfo.Activity = command.Name;
        }
    }

    internal void SetTargetObject(object? target) => TargetObject = target;

    private static string Origin(CommandInfo? command) => command switch
    {
        CmdletInfo { ImplementingType: { } type } => type.FullName ?? type.Name,
        null => string.Empty,
        ScriptFileInfo => command.Name,
        _ => string.Empty,
    };
}

public class ErrorDetails
{
    private readonly string _message;

    public ErrorDetails(string? message) => _message = message ?? string.Empty;

    internal ErrorDetails(ErrorDetails other)
    {
        _message = other._message;
        RecommendedAction = other.RecommendedAction;
    }

    public string Message => _message;

    public string RecommendedAction { get; set; } = string.Empty;
}

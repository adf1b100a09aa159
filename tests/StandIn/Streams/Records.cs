namespace System.Management.Automation;

public abstract class InformationalRecord
{
    internal InformationalRecord(string? message) => Message = message ?? string.Empty;

    public string Message { get; set; }

    public InvocationInfo? InvocationInfo { get; internal set; }

    public override string ToString() => Message;
}

public class WarningRecord : InformationalRecord
{
    public WarningRecord(string? message)
        : base(message)
    {
    }
}

public class VerboseRecord : InformationalRecord
{
    public VerboseRecord(string? message)
        : base(message)
    {
    }
}

public class DebugRecord : InformationalRecord
{
    public DebugRecord(string? message)
        : base(message)
    {
    }
}

public class InformationRecord
{
    private List<string>? _tags;

    public InformationRecord(object? messageData, string? source)
    {
        MessageData = messageData;
    }

    public object? MessageData { get; internal set; }

    public List<string> Tags => _tags ??= [];

    public override string ToString() => MessageData?.ToString() ?? string.Empty;
}

public class HostInformationMessage
{
    public string? Message { get; set; }

    public override string? ToString() => Message;
}

public enum ProgressRecordType
{
    Processing = 0,
    Completed = 1,
}

public class ProgressRecord
{
    private string _activity;
    private string? _status;
    private int _percent = -1;

    public ProgressRecord(int activityId, string activity, string statusDescription)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(activityId);
        ArgumentException.ThrowIfNullOrEmpty(activity);
        ArgumentException.ThrowIfNullOrEmpty(statusDescription);
        ActivityId = activityId;
        _activity = activity;
        _status = statusDescription;
    }

    public int ActivityId { get; }

    public int ParentActivityId { get; set; } = -1;

    public string Activity
    {
        get => _activity;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            _activity = value;
        }
    }

    public string? StatusDescription
    {
        get => _status;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            _status = value;
        }
    }

    public string? CurrentOperation { get; set; }

    public int PercentComplete
    {
        get => _percent;
        set =>
            _percent = value <= 100
                ? value
                : throw new ArgumentOutOfRangeException(
                    "PercentComplete", value, "Cannot set percent because PercentComplete cannot be greater than 100.");
    }

    public int SecondsRemaining { get; set; } = -1;

    public ProgressRecordType RecordType { get; set; }

    public override string ToString() =>
        $"parent = {ParentActivityId} id = {ActivityId} act = {Activity} stat = {StatusDescription} cur = {CurrentOperation} pct = "
            + $"{PercentComplete} sec = {SecondsRemaining} type = {RecordType}";
}

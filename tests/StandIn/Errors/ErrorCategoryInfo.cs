using System.Globalization;

namespace System.Management.Automation;

public class ErrorCategoryInfo
{
    private readonly ErrorRecord _record;
    private string? _reason;
    private string? _targetName;
    private string? _targetType;

    internal ErrorCategoryInfo(ErrorRecord record, ErrorCategory category)
    {
        _record = record;
        Category = category;
    }

    public ErrorCategory Category { get; }

    public string Activity { get; set; } = string.Empty;

    public string Reason
    {
        get => !string.IsNullOrEmpty(_reason) ? _reason : ReasonOf(_record.Exception);
        set => _reason = value;
    }

    public string TargetName
    {
        get
        {
            if (!string.IsNullOrEmpty(_targetName))
            {
                return _targetName;
            }

            try
            {
                return _record.TargetObject?.ToString() ?? string.Empty;
            }
            catch (Exception)
            {
                // A failing ToString of a target must not hide the error that is displayed.
                return string.Empty;
            }
        }
        set => _targetName = value;
    }

    public string TargetType
    {
        get => !string.IsNullOrEmpty(_targetType) ? _targetType : _record.TargetObject?.GetType().Name ?? string.Empty;
        set => _targetType = value;
    }

    public string GetMessage() => GetMessage(CultureInfo.CurrentUICulture);

    public string GetMessage(CultureInfo uiCultureInfo)
    {
        ArgumentNullException.ThrowIfNull(uiCultureInfo);
        return string.Format(
            uiCultureInfo,
            "{0}: ({1}:{2}) [{3}], {4}",
            Category == ErrorCategory.DeadlockDetected ? "Deadlock detected" : Category.ToString(),
            Short(TargetName),
            Short(TargetType),
            Short(Activity),
            Short(Reason));
    }

    public override string ToString() => GetMessage();

    internal ErrorCategoryInfo CopyFor(ErrorRecord record) => new(record, Category)
    {
        Activity = Activity,
        _reason = _reason,
        _targetName = _targetName,
        _targetType = _targetType,
    };

    private static string ReasonOf(Exception exception) => exception.GetType().Name;

    private static string Short(string? text)
    {
        const int longest = 40;
        const int kept = 15;
        return string.IsNullOrEmpty(text) ? string.Empty
            : text.Length <= longest ? text
            : $"{text[..kept]}...{text[^kept..]}";
    }
}

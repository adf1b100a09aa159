using System.Management.Automation.Language;

namespace System.Management.Automation;

public class InvocationInfo
{
    private readonly IScriptExtent? _position;

    internal InvocationInfo(CommandInfo? command, IScriptExtent? position, string? invocationName = null)
    {
        MyCommand = command;
        _position = position;
        InvocationName = invocationName ?? command?.Name ?? string.Empty;
        CommandOrigin = CommandOrigin.Internal;
    }

    public CommandInfo? MyCommand { get; }

    public Dictionary<string, object> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    public int ScriptLineNumber => _position?.StartLineNumber ?? 0;

    public long HistoryId { get; internal set; } = -1;

    public string InvocationName { get; internal set; }

    public int PipelineLength { get; internal set; }

    public int PipelinePosition { get; internal set; }

    public bool ExpectingInput { get; internal set; }

    public CommandOrigin CommandOrigin { get; internal set; }

    public IScriptExtent? DisplayScriptPosition { get; set; }

    internal string? StackTrace =>
        _position is null
            ? null
            : $"at <ScriptBlock>, {(_position.File is { Length: > 0 } file ? file : "<No file>")}: line {_position.StartLineNumber}";

    internal InvocationInfo WithoutValues() => new(MyCommand, _position, InvocationName)
    {
        CommandOrigin = CommandOrigin,
        HistoryId = HistoryId,
        DisplayScriptPosition = DisplayScriptPosition
    };
}

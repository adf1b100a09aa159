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

    public List<object> UnboundArguments { get; } = [];

    public int ScriptLineNumber => _position?.StartLineNumber ?? 0;

    public int OffsetInLine => _position?.StartColumnNumber ?? 0;

    public long HistoryId { get; internal set; } = -1;

    public string ScriptName => _position?.File ?? string.Empty;

    public string Line => _position?.StartScriptPosition.Line ?? string.Empty;

    public string PositionMessage => _position is null ? string.Empty : StandIn.Script.SourceText.PositionMessage(_position);

    public string PSScriptRoot => _position?.File is { Length: > 0 } file ? IO.Path.GetDirectoryName(file) ?? string.Empty : string.Empty;

    public string PSCommandPath => _position?.File ?? string.Empty;

    public string InvocationName { get; internal set; }

    public int PipelineLength { get; internal set; }

    public int PipelinePosition { get; internal set; }

    public bool ExpectingInput { get; internal set; }

    public CommandOrigin CommandOrigin { get; internal set; }

    public IScriptExtent? DisplayScriptPosition { get; set; }

    internal IScriptExtent? Position => _position;

    internal string? StackTrace => _position is null ? null : $"at <ScriptBlock>, {(_position.File is { Length: > 0 } file ? file : "<No file>")}: line {_position.StartLineNumber}";

    internal InvocationInfo WithoutValues() => new(MyCommand, _position, InvocationName) { CommandOrigin = CommandOrigin, HistoryId = HistoryId, DisplayScriptPosition = DisplayScriptPosition };

    public static InvocationInfo Create(CommandInfo commandInfo, IScriptExtent scriptPosition) => new(commandInfo, scriptPosition);
}

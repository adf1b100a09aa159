namespace System.Management.Automation.Language;

public interface IScriptPosition
{
    string? File { get; }

    int LineNumber { get; }

    int ColumnNumber { get; }

    int Offset { get; }

    string Line { get; }

    string? GetFullScript();
}

public interface IScriptExtent
{
    string? File { get; }

    IScriptPosition StartScriptPosition { get; }

    IScriptPosition EndScriptPosition { get; }

    int StartLineNumber { get; }

    int StartColumnNumber { get; }

    int EndLineNumber { get; }

    int EndColumnNumber { get; }

    string Text { get; }

    int StartOffset { get; }

    int EndOffset { get; }
}

public class ParseError
{
    public ParseError(IScriptExtent extent, string errorId, string message)
    {
        ArgumentNullException.ThrowIfNull(extent);
        ArgumentException.ThrowIfNullOrEmpty(errorId);
        Extent = extent;
        ErrorId = errorId;
        Message = message;
    }

    public IScriptExtent Extent { get; }

    public string ErrorId { get; }

    public string Message { get; }

    public bool IncompleteInput { get; internal init; }

    public override string ToString() => StandIn.Script.SourceText.Describe(Extent, Message);
}

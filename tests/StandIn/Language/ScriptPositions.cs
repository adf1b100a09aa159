namespace System.Management.Automation.Language;

public interface IScriptPosition
{
    string Line { get; }
}

public interface IScriptExtent
{
    string? File { get; }

    IScriptPosition StartScriptPosition { get; }

    int StartLineNumber { get; }

    int StartColumnNumber { get; }

    int EndLineNumber { get; }

    int EndColumnNumber { get; }

    string Text { get; }
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

    public override string ToString() => StandIn.Script.SourceText.Describe(Extent, Message);
}

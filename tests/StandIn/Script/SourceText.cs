using System.Management.Automation.Language;

namespace StandIn.Script;

/// <summary>A script's text with its lines.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string text, string? file)
    {
        Text = text;
        File = file;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Text { get; }

    public string? File { get; }

    public int LineOf(int offset)
    {
        var index = _lineStarts.BinarySearch(offset);
        return index >= 0 ? index + 1 : ~index;
    }

    public int ColumnOf(int offset) => offset - _lineStarts[LineOf(offset) - 1] + 1;

    public string Line(int number)
    {
        var start = _lineStarts[number - 1];
        var end = number < _lineStarts.Count ? _lineStarts[number] : Text.Length;
        return Text[start..end].TrimEnd('\n', '\r');
    }

    public IScriptExtent Extent(int start, int end) => new Span(this, start, Math.Min(end, Text.Length));

    /// <summary>A parse error as PowerShell shows it.</summary>
    public static string Describe(IScriptExtent extent, string message) => PositionMessage(extent) + Environment.NewLine + message;

    public static string PositionMessage(IScriptExtent extent)
    {
        var where = string.IsNullOrEmpty(extent.File) ? "At line:" : $"At {extent.File}:";
        var line = extent.StartScriptPosition.Line;
        var column = extent.StartColumnNumber - 1;
        var length = extent.StartLineNumber == extent.EndLineNumber
            ? extent.EndColumnNumber - extent.StartColumnNumber
            : line.Length - column;
        string mark = new(' ', Math.Max(0, column));
        return $"{where}{extent.StartLineNumber} char:{extent.StartColumnNumber}{Environment.NewLine}+ {line}{Environment.NewLine}+ "
            + $"{mark}{new string('~', Math.Max(1, length))}";
    }

    private sealed class Span(SourceText source, int start, int end) : IScriptExtent
    {
        public string? File => source.File;

        public IScriptPosition StartScriptPosition => new Position(source, start);

        public int StartLineNumber => source.LineOf(start);

        public int StartColumnNumber => source.ColumnOf(start);

        public int EndLineNumber => source.LineOf(end);

        public int EndColumnNumber => source.ColumnOf(end);

        public string Text => source.Text[start..end];
    }

    private sealed class Position(SourceText source, int offset) : IScriptPosition
    {
        public int LineNumber => source.LineOf(offset);

        public string Line => source.Line(LineNumber);
    }
}

using System.Text;

namespace StandIn.Formatting;

/// <summary>Running text of a custom view: gathered until a line ends, then wrapped and indented as the line's end is.</summary>
internal sealed class CustomWriter(int width, Action<string> writeLine)
{
    private readonly StringBuilder _line = new();
    private int _indent;

    public void Write(CustomEntry entry)
    {
        foreach (CustomToken token in entry.Tokens)
        {
            switch (token.Kind)
            {
                case CustomTokenKind.Text:
                    AddText(token.Text);
                    break;
                case CustomTokenKind.NewLine:
                    EndLine();
                    break;
                case CustomTokenKind.Indent:
                    _indent += token.Amount;
                    break;
                case CustomTokenKind.Outdent:
                    _indent -= token.Amount;
                    break;
            }
        }

        // Whatever is gathered: an entry that ended its last line itself leaves an empty one.
        EndLine();
    }

    private void AddText(string text)
    {
        string[] lines = LineBreaks.Split(text);
        foreach (string line in lines[..^1])
        {
            _line.Append(line);
            EndLine();
        }

        _line.Append(lines[^1]);
    }

    private void EndLine()
    {
        string indent = new(' ', _indent);
        foreach (string line in LineBreaks.Wrap(_line.ToString(), Math.Max(1, width - _indent)))
        {
            writeLine(indent + line);
        }

        _line.Clear();
    }
}

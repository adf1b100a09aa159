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

        Flush();
    }

    // Text of several lines ends its last line too: what follows begins a new one.
    private void AddText(string text)
    {
        string[] lines = LineBreaks.Split(text);
        if (lines.Length == 1)
        {
            _line.Append(text);
            return;
        }

        foreach (string line in lines)
        {
            _line.Append(line);
            EndLine();
        }
    }

    private void Flush()
    {
        if (_line.Length > 0)
        {
            EndLine();
        }
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

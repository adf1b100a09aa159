using System.Text;

namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>Reads the words of a shell script.</summary>
/// <param name="text">The script, with \n as line break.</param>
internal abstract class ShellScanner(string text)
{
    /// <summary>The script.</summary>
    protected string Text { get; } = text;

    /// <summary>The current position.</summary>
    protected int At { get; set; }

    /// <summary>The current line, from 1.</summary>
    protected int Line { get; set; } = 1;

    /// <summary>Reads a word, with the effect of its quotes.</summary>
    protected List<WordPart> ReadWord()
    {
        List<WordPart> parts = [];
        StringBuilder plain = new();
        while (At < Text.Length)
        {
            var c = Text[At];
            if (char.IsWhiteSpace(c) || c is ';' or '|' or '&' or '<' or '>' or '(' or ')')
            {
                break;
            }

            At++;
            switch (c)
            {
                case '\'':
                    Flush(parts, plain);
                    parts.Add(new WordPart(Until('\''), false));
                    break;
                case '"':
                    Flush(parts, plain);
                    ReadQuoted(parts);
                    break;
                case '\\':
                    Flush(parts, plain);
                    parts.Add(new WordPart(At < Text.Length ? Text[At].ToString() : "\\", false));
                    At++;
                    break;
                default:
                    CheckSubstitution(c);
                    plain.Append(c);
                    break;
            }
        }

        Flush(parts, plain);
        return parts;
    }

    private void ReadQuoted(List<WordPart> parts)
    {
        StringBuilder text = new();
        while (At < Text.Length && Text[At] != '"')
        {
            var c = Text[At++];
            if (c == '\\' && Next(0) is '"' or '\\' or '$' or '`' or '\n')
            {
                Flush(parts, text);
                parts.Add(new WordPart(Text[At] == '\n' ? "" : Text[At].ToString(), false));
                Line += Text[At++] == '\n' ? 1 : 0;
                continue;
            }

            CheckSubstitution(c);
            Line += c == '\n' ? 1 : 0;
            text.Append(c);
        }

        parts.Add(new WordPart(text.ToString(), true));
        if (At++ >= Text.Length)
        {
            throw new ShellSyntaxException($"bash: -c: line {Line}: unexpected EOF while looking for matching `\"'");
        }
    }

    private string Until(char end)
    {
        var stop = Text.IndexOf(end, At);
        if (stop < 0)
        {
            throw new ShellSyntaxException($"bash: -c: line {Line}: unexpected EOF while looking for matching `{end}'");
        }

        var inner = Text[At..stop];
        Line += inner.Count(static c => c == '\n');
        At = stop + 1;
        return inner;
    }

    private void CheckSubstitution(char c)
    {
        if (c == '`' || (c == '$' && Next(0) == '('))
        {
            throw new ShellSyntaxException($"bash: line {Line}: command substitution is more than the simulator's shell knows");
        }
    }

    /// <summary>Skips blanks, comments, and continued lines.</summary>
    protected void SkipBlanks()
    {
        while (At < Text.Length)
        {
            if (Text[At] == '\\' && Next(1) == '\n')
            {
                At += 2;
                Line++;
            }
            else if (Text[At] != '\n' && char.IsWhiteSpace(Text[At]))
            {
                At++;
            }
            else if (Text[At] == '#')
            {
                var stop = Text.IndexOf('\n', At);
                At = stop < 0 ? Text.Length : stop;
            }
            else
            {
                return;
            }
        }
    }

    private static void Flush(List<WordPart> parts, StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            parts.Add(new WordPart(plain.ToString(), true));
            plain.Clear();
        }
    }

    /// <summary>Returns a later character; NUL after the end.</summary>
    protected char Next(int offset) => At + offset < Text.Length ? Text[At + offset] : '\0';

    /// <summary>bash's error for an unexpected sign.</summary>
    protected ShellSyntaxException Unexpected(string sign) =>
        new($"bash: -c: line {Line}: syntax error near unexpected token `{sign.Replace("\n", "newline", StringComparison.Ordinal)}'");
}

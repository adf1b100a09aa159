using System.Management.Automation;
using System.Management.Automation.Language;

namespace StandIn.Script;

/// <summary>Reads a script's characters: blanks, comments, line ends, and errors with their position.</summary>
internal sealed class Scanner(SourceText source)
{
    public SourceText Source => source;

    public int At { get; set; }

    public bool End => At >= source.Text.Length;

    public char Now => At < source.Text.Length ? source.Text[At] : '\0';

    public char Next => Peek(1);

    public char Peek(int ahead) => At + ahead < source.Text.Length ? source.Text[At + ahead] : '\0';

    public bool Is(string text) => string.CompareOrdinal(source.Text, At, text, 0, text.Length) == 0;

    public bool Take(string text)
    {
        if (!Is(text))
        {
            return false;
        }

        At += text.Length;
        return true;
    }

    /// <summary>A keyword: no further character of a name follows.</summary>
    public bool IsWord(string word) =>
        string.Compare(source.Text, At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && !IsNameCharacter(Peek(word.Length))
            && Peek(word.Length) is not ('-' or ':' or '.');

    public bool TakeWord(string word)
    {
        if (!IsWord(word))
        {
            return false;
        }

        At += word.Length;
        return true;
    }

    public static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c == '_';

    public static bool IsBlank(char c) => c is ' ' or '\t' or '\u00a0' or '\r';

    /// <summary>Skips blanks, comments, and continued lines, but not line ends.</summary>
    public void SkipBlanks()
    {
        while (!End)
        {
            if (IsBlank(Now))
            {
                At++;
            }
            else if (Now == '`' && (Next == '\n' || (Next == '\r' && Peek(2) == '\n')))
            {
                At += Next == '\n' ? 2 : 3;
            }
            else if (Now == '#')
            {
                while (!End && Now != '\n')
                {
                    At++;
                }
            }
            else if (Is("<#"))
            {
                var end = source.Text.IndexOf("#>", At + 2, StringComparison.Ordinal);
                At = end < 0
                    ? throw Error(At, "The terminator '#>' is missing from the multiline comment.", "MissingTerminatorMultiLineComment")
                    : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Skips blanks, comments, and line ends.</summary>
    public void SkipLines()
    {
        SkipBlanks();
        while (Now == '\n')
        {
            At++;
            SkipBlanks();
        }
    }

    /// <summary>Skips line ends and semicolons between statements.</summary>
    public void SkipSeparators()
    {
        SkipLines();
        while (Now == ';')
        {
            At++;
            SkipLines();
        }
    }

    public void Expect(char c, string after)
    {
        if (Now != c)
        {
            throw Error(
                At,
                End ? $"Missing closing '{c}' in {after}." : $"Unexpected token '{Token()}' in {after}; '{c}' was expected.",
                End ? "MissingEndInBlock" : "UnexpectedToken");
        }

        At++;
    }

    public IScriptExtent From(int start) => source.Extent(start, At);

    public ParseException Error(int start, string message, string id = "UnexpectedToken")
    {
        var error = new ParseError(source.Extent(start, Math.Max(start + 1, At)), id, message);
        return new ParseException([error]);
    }

    /// <summary>The error for a language feature that this evaluator doesn't support.</summary>
    public ParseException Unsupported(int start, string construct) =>
        Error(start, $"Line {source.LineOf(start)}: the stand-in does not run {construct}.", "UnsupportedConstruct");

    private string Token()
    {
        var end = At;
        while (end < source.Text.Length && !char.IsWhiteSpace(source.Text[end]))
        {
            end++;
        }

        return source.Text[At..end];
    }
}

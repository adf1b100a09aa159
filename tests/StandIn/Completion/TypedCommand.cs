using StandIn.Script;

namespace StandIn.Completion;

/// <summary>A word of a command line as typed so far.</summary>
internal sealed record TypedWord(int Start, string Raw)
{
    /// <summary>The straight form of the word's opening quote, or NUL.</summary>
    public char Quote => Raw.Length > 0 ? Straight(Raw[0]) : '\0';

    /// <summary>The value as typed so far.</summary>
    public string Text
    {
        get
        {
            if (Quote == '\0')
            {
                return Raw;
            }

            var value = new System.Text.StringBuilder();
            for (var i = 1; i < Raw.Length; i++)
            {
                if (Straight(Raw[i]) == Quote && (++i == Raw.Length || Straight(Raw[i]) != Quote))
                {
                    break;
                }

                value.Append(Raw[i]);
            }

            return value.ToString();
        }
    }

    public bool IsParameter => Raw.Length > 0 && Raw[0] == '-' && (Raw.Length == 1 || char.IsLetter(Raw[1]) || Raw[1] == '_');

    private static char Straight(char c) => c switch
    {
        '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' => '\'',
        '"' or '\u201C' or '\u201D' or '\u201E' => '"',
        _ => '\0',
    };
}

/// <summary>The command at the cursor, parsed from a possibly incomplete line.</summary>
internal sealed class TypedCommand
{
    private TypedCommand(int start, IReadOnlyList<TypedWord> words)
    {
        Start = start;
        Words = words;
    }

    public int Start { get; }

    /// <summary>The last word is at the cursor; empty after a blank.</summary>
    public IReadOnlyList<TypedWord> Words { get; }

    public TypedWord AtCursor => Words[^1];

    public static TypedCommand Read(string input, int cursor)
    {
        var text = input[..cursor];
        var start = StartOfCommand(text);
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return new TypedCommand(start, WordsFrom(text, start));
    }

    // Text in quotes or in closed brackets belongs to the words around it.
    private static int StartOfCommand(string text)
    {
        var starts = new Stack<int>();
        starts.Push(0);
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                continue;
            }

            switch (c)
            {
                case '`':
                    i++;
                    break;
                case '\'' or '"':
                    quote = c;
                    break;
                case '(' or '{':
                    starts.Push(i + 1);
                    break;
                case ')' or '}' when starts.Count > 1:
                    starts.Pop();
                    break;
                case '|' or ';' or '\n' or '&':
                    Restart(starts, i + 1);
                    break;
                case '=' when text[starts.Peek()..i].TrimStart() is ['$', ..] target && !target.Trim().Any(char.IsWhiteSpace):
                    Restart(starts, i + 1);
                    break;
            }
        }

        return starts.Peek();
    }

    private static void Restart(Stack<int> starts, int at)
    {
        starts.Pop();
        starts.Push(at);
    }

    private static List<TypedWord> WordsFrom(string text, int start)
    {
        var words = new List<TypedWord>();
        var at = start;
        while (at < text.Length)
        {
            if (Scanner.IsBlank(text[at]))
            {
                at++;
                continue;
            }

            var end = EndOfWord(text, at);
            words.Add(new TypedWord(at, text[at..end]));
            at = end;
        }

        if (words.Count == 0 || words[^1].Start + words[^1].Raw.Length < text.Length || words[^1].Raw is "," || words[^1].Raw.EndsWith(':'))
        {
            words.Add(new TypedWord(text.Length, string.Empty));
        }

        return words;
    }

    // A comma, and the colon after a parameter's name, are separate words.
    private static int EndOfWord(string text, int start)
    {
        if (text[start] == ',')
        {
            return start + 1;
        }

        var parameter = text[start] == '-';
        var depth = 0;
        var quote = '\0';
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c is '(' or '{')
            {
                depth++;
            }
            else if (c is ')' or '}')
            {
                depth--;
            }
            else if (depth == 0 && (Scanner.IsBlank(c) || c == ','))
            {
                return i;
            }
            else if (parameter && c == ':')
            {
                return i + 1;
            }
        }

        return text.Length;
    }
}

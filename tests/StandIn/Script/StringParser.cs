using System.Text;

namespace StandIn.Script;

/// <summary>All four kinds of strings, and the expansion of the expandable ones.</summary>
internal sealed class StringParser(Scanner scan, ScriptParser statements)
{
    public Constant SingleQuoted()
    {
        var start = scan.At++;
        var text = new StringBuilder();
        while (true)
        {
            if (scan.End)
            {
                throw scan.Error(start, "The string is missing the terminator: '.", "TerminatorExpectedAtEndOfString");
            }

            if (IsSingleQuote(scan.Now))
            {
                scan.At++;
                if (!IsSingleQuote(scan.Now))
                {
                    return new Constant(text.ToString()) { Extent = scan.From(start) };
                }
            }

            text.Append(scan.Now);
            scan.At++;
        }
    }

    // Each of these ends a string; doubled, it stands for itself.
    private static bool IsSingleQuote(char c) => c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B';

    public Expression DoubleQuoted()
    {
        var start = scan.At++;
        var pieces = new Pieces();
        while (true)
        {
            if (scan.End)
            {
                throw scan.Error(start, "The string is missing the terminator: \".", "TerminatorExpectedAtEndOfString");
            }

            if (scan.Now == '"')
            {
                scan.At++;
                if (scan.Now != '"')
                {
                    return pieces.ToExpression(scan, start);
                }

                pieces.Add('"');
                scan.At++;
                continue;
            }

            Piece(pieces);
        }
    }

    public Expression HereString()
    {
        var start = scan.At;
        var quote = scan.Next;
        scan.At += 2;
        while (Scanner.IsBlank(scan.Now))
        {
            scan.At++;
        }

        if (scan.Now != '\n')
        {
            throw scan.Error(
                start,
                "No characters are allowed after a here-string header but before the end of the line.",
                "UnexpectedCharactersAfterHereStringHeader");
        }

        var bodyStart = ++scan.At;
        var terminator = "\n" + quote + "@";
        var end = scan.Source.Text.IndexOf(terminator, bodyStart - 1, StringComparison.Ordinal);
        if (end < 0)
        {
            throw scan.Error(start, $"The string is missing the terminator: {quote}@.", "TerminatorExpectedAtEndOfString");
        }

        // The line end before the terminator isn't part of the text.
        var textEnd = Math.Max(bodyStart, end > bodyStart && scan.Source.Text[end - 1] == '\r' ? end - 1 : end);
        if (quote == '\'')
        {
            var text = scan.Source.Text[bodyStart..textEnd];
            scan.At = end + terminator.Length;
            return new Constant(text) { Extent = scan.From(start) };
        }

        var pieces = new Pieces();
        while (scan.At < textEnd)
        {
            Piece(pieces);
        }

        scan.At = end + terminator.Length;
        return pieces.ToExpression(scan, start);
    }

    /// <summary>$name, ${any name}, $scope:name.</summary>
    public Variable VariableReference()
    {
        var start = scan.At++;
        if (scan.Now == '{')
        {
            var end = scan.Source.Text.IndexOf('}', scan.At);
            if (end < 0)
            {
                throw scan.Error(start, "The variable reference is missing its closing '}'.", "MissingVariableBrace");
            }

            var braced = scan.Source.Text[(scan.At + 1)..end];
            scan.At = end + 1;
            return new Variable(braced) { Extent = scan.From(start) };
        }

        var nameStart = scan.At;
        if (scan.Now is '?' or '^' or '$')
        {
            scan.At++;
        }
        else
        {
            while (Scanner.IsNameCharacter(scan.Now)
                || (scan.Now == ':' && scan.Next != ':' && scan.At > nameStart && Scanner.IsNameCharacter(scan.Next)))
            {
                scan.At++;
            }
        }

        return scan.At == nameStart
            ? throw scan.Error(
                start,
                "Variable reference is not valid. '$' was not followed by a valid variable name character.",
                "InvalidVariableReference")
            : new Variable(scan.Source.Text[nameStart..scan.At]) { Extent = scan.From(start) };
    }

    /// <summary>One character, escape, variable or subexpression.</summary>
    public void Piece(Pieces pieces)
    {
        if (scan.Now == '`')
        {
            scan.At++;
            pieces.Add(Escaped());
            return;
        }

        if (scan.Now == '$' && scan.Next == '(')
        {
            var start = scan.At;
            scan.At += 2;
            var inner = statements.Statements(')');
            scan.Expect(')', "'$(' in a string");
            pieces.Add(new SubExpression(new Block(inner) { Extent = scan.From(start) }) { Extent = scan.From(start) });
            return;
        }

        if (scan.Now == '$' && (Scanner.IsNameCharacter(scan.Next) || scan.Next is '{' or '?' or '^'))
        {
            pieces.Add(VariableReference());
            return;
        }

        pieces.Add(scan.Now);
        scan.At++;
    }

    private string Escaped()
    {
        var c = scan.Now;
        scan.At++;
        switch (c)
        {
            case 'u' when scan.Now == '{':
                var end = scan.Source.Text.IndexOf('}', scan.At);
                var hex = scan.Source.Text[(scan.At + 1)..end];
                scan.At = end + 1;
                return char.ConvertFromUtf32(Convert.ToInt32(hex, 16));
            case '\r' when scan.Now == '\n':
                scan.At++;
                return string.Empty;
            case '\n':
                return string.Empty;
            default:
                return c switch
                {
                    'n' => "\n",
                    'r' => "\r",
                    't' => "\t",
                    '0' => "\0",
                    'a' => "\a",
                    'b' => "\b",
                    'e' => "\u001b",
                    'f' => "\f",
                    'v' => "\v",
                    _ => c.ToString(),
                };
        }
    }

    /// <summary>Text and expressions in turn.</summary>
    internal sealed class Pieces
    {
        private readonly List<object> _pieces = [];
        private readonly StringBuilder _text = new();

        public void Add(char c) => _text.Append(c);

        public void Add(string text) => _text.Append(text);

        public void Add(Expression expression)
        {
            Flush();
            _pieces.Add(expression);
        }

        public Expression ToExpression(Scanner scan, int start)
        {
            Flush();
            return _pieces switch
            {
                [] => new Constant(string.Empty) { Extent = scan.From(start) },
                [string only] => new Constant(only) { Extent = scan.From(start) },
                _ => new Expandable(_pieces) { Extent = scan.From(start) },
            };
        }

        private void Flush()
        {
            if (_text.Length > 0)
            {
                _pieces.Add(_text.ToString());
                _text.Clear();
            }
        }
    }
}

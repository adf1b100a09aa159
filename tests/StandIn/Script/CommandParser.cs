using StandIn.Conversion;

namespace StandIn.Script;

/// <summary>Parses commands: a name, then parameters and arguments. A bare word is text.</summary>
internal sealed class CommandParser(Scanner scan, ExpressionParser expressions)
{
    /// <summary>True if an expression follows rather than a command's name.</summary>
    public bool StartsExpression()
    {
        scan.SkipBlanks();
        var c = scan.Now;
        return c is '$' or '\'' or '"' or '(' or '@' or '[' or '{' or '!' or ','
            || char.IsAsciiDigit(c)
            || (c == '.' && char.IsAsciiDigit(scan.Next))
            || (c is '-' or '+' && (char.IsAsciiDigit(scan.Next) || scan.Next is '.' or '(' or '$' or ' '))
            || (c == '-' && (IsDashWord("-not") || IsDashWord("-join") || IsDashWord("-split")));
    }

    public CommandElement Parse()
    {
        scan.SkipBlanks();
        var start = scan.At;
        string? invocation = null;
        Expression name;
        if (scan.Now == '&' || (scan.Now == '.' && (Scanner.IsBlank(scan.Next) || scan.Next is '{' or '$' or '(' or '\'' or '"')))
        {
            invocation = scan.Source.Text[scan.At++].ToString();
            scan.SkipBlanks();
            var at = scan.At;
            name = scan.Now is '$' or '(' or '{' or '\'' or '"' ? expressions.Postfix(expressions.Primary(), at) : Word();
        }
        else
        {
            name = Word();
        }

        var parts = new List<CommandPart>();
        while (true)
        {
            scan.SkipBlanks();
            if (scan.End || scan.Now is '\n' or ';' or '|' or ')' or '}' or '&')
            {
                return new CommandElement(name, invocation, parts) { Extent = scan.From(start) };
            }

            parts.Add(Part());
        }
    }

    private CommandPart Part()
    {
        var start = scan.At;
        if (scan.Now == '@' && (char.IsLetter(scan.Next) || scan.Next == '_'))
        {
            scan.At++;
            var nameStart = scan.At;
            while (Scanner.IsNameCharacter(scan.Now))
            {
                scan.At++;
            }

            return new SplatPart(scan.Source.Text[nameStart..scan.At]) { Extent = scan.From(start) };
        }

        if (IsDash(scan.Now) && (char.IsLetter(scan.Next) || scan.Next is '_' or '?'))
        {
            return Parameter(start);
        }

        if (scan.Now is '>' or '<' || (char.IsAsciiDigit(scan.Now) && scan.Next == '>') || (scan.Now == '*' && scan.Next == '>'))
        {
            throw scan.Unsupported(start, "redirection");
        }

        return new ArgumentPart(Argument()) { Extent = scan.From(start) };
    }

    private ParameterPart Parameter(int start)
    {
        scan.At++;
        var nameStart = scan.At;
        while (!scan.End
            && !char.IsWhiteSpace(scan.Now)
            && scan.Now is not (':' or ';' or '|' or ')' or '}' or '(' or '{' or ',' or '\'' or '"'))
        {
            scan.At++;
        }

        var name = scan.Source.Text[nameStart..scan.At];
        Expression? value = null;
        if (scan.Now == ':')
        {
            scan.At++;
            scan.SkipBlanks();
            value = Argument();
        }

        return new ParameterPart(name, value) { Extent = scan.From(start) };
    }

    /// <summary>One argument, or several separated by commas.</summary>
    private Expression Argument()
    {
        var start = scan.At;
        var items = new List<Expression> { Single() };
        while (true)
        {
            var back = scan.At;
            scan.SkipBlanks();
            if (scan.Now != ',')
            {
                scan.At = back;
                return items.Count == 1 ? items[0] : new ArrayLiteral(items) { Extent = scan.From(start) };
            }

            scan.At++;
            scan.SkipLines();
            items.Add(Single());
        }
    }

    private Expression Single()
    {
        var start = scan.At;
        var c = scan.Now;
        if (c == '$' && scan.Next != '(' && !StartsVariable())
        {
            return Word();
        }

        if (c is '\'' or '"' && EndsArgument(Literal(start)) is { } quoted)
        {
            return quoted;
        }

        scan.At = start;
        if (c == '$' && EndsArgument(expressions.Postfix(expressions.Primary(), start)) is { } value)
        {
            return value;
        }

        scan.At = start;
        if (c is '(' or '{' || (c == '@' && scan.Next is '(' or '{' or '\'' or '"'))
        {
            return expressions.Postfix(expressions.Primary(), start);
        }

        return Word();
    }

    private Expression Literal(int start) => expressions.Postfix(expressions.Primary(), start);

    // "a"b is a single word; the parsed part counts only if the argument ends here.
    private Expression? EndsArgument(Expression read) =>
        scan.End || char.IsWhiteSpace(scan.Now) || scan.Now is ',' or ';' or '|' or ')' or '}' or '&' ? read : null;

    private bool StartsVariable() => Scanner.IsNameCharacter(scan.Next) || scan.Next is '{' or '?' or '^' or '$';

    /// <summary>A bare word: text with variables, or a number.</summary>
    private Expression Word()
    {
        var start = scan.At;
        var pieces = new StringParser.Pieces();
        while (!scan.End && !char.IsWhiteSpace(scan.Now) && scan.Now is not (';' or '|' or '&' or '(' or ')' or '{' or '}' or ','))
        {
            if (scan.Now == '\'')
            {
                pieces.Add((string)expressions.Strings.SingleQuoted().Value!);
            }
            else if (scan.Now == '"')
            {
                var inner = expressions.Strings.DoubleQuoted();
                if (inner is Constant { Value: string text })
                {
                    pieces.Add(text);
                }
                else
                {
                    pieces.Add(inner);
                }
            }
            else if (scan.Now == '`' && scan.Next is '\n' or '\r')
            {
                break;
            }
            else
            {
                expressions.Strings.Piece(pieces);
            }
        }

        if (scan.At == start)
        {
            throw scan.Error(start, $"Unexpected token '{scan.Now}' in expression or statement.");
        }

        var word = pieces.ToExpression(scan, start);
        return word is Constant { Value: string literal }
            && literal == scan.Source.Text[start..scan.At]
            && Numbers.ParseLiteral(literal) is { } number
            ? new Constant(new WrittenNumber(number, literal)) { Extent = word.Extent }
            : word;
    }

    private static bool IsDash(char c) => c is '-' or '\u2013' or '\u2014' or '\u2015';

    private bool IsDashWord(string word) =>
        string.Compare(scan.Source.Text, scan.At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && !Scanner.IsNameCharacter(scan.Peek(word.Length));
}

/// <summary>A number as an argument: a text parameter gets it as it was written.</summary>
internal sealed record WrittenNumber(object Number, string Text);

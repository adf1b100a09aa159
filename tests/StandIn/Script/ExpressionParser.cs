using StandIn.Conversion;

namespace StandIn.Script;

/// <summary>Expressions by precedence, loosest first: logical, comparison, sum, product, format, range, comma, unary, member.</summary>
internal sealed class ExpressionParser(Scanner scan, ScriptParser statements)
{
    private static readonly string[] s_logical = ["-and", "-or", "-xor"];

    private static readonly string[] s_comparisons =
    [
        "-eq", "-ne", "-gt", "-ge", "-lt", "-le", "-like", "-notlike", "-match", "-notmatch", "-contains", "-notcontains", "-in", "-notin",
        "-join", "-split", "-replace", "-isnot", "-is", "-as",
    ];

    private readonly StringParser _strings = new(scan, statements);

    public StringParser Strings => _strings;

    public Expression Parse() => BinaryLevel(0, comma: true);

    /// <summary>A position where a comma separates: method arguments, parameter defaults.</summary>
    public Expression ParseNoComma() => BinaryLevel(0, comma: false);

    private Expression BinaryLevel(int level, bool comma)
    {
        if (level == 6)
        {
            return comma ? CommaList() : UnaryExpression();
        }

        var start = scan.At;
        var left = BinaryLevel(level + 1, comma);
        while (true)
        {
            var back = scan.At;
            scan.SkipBlanks();
            if (Operator(level) is not { } op)
            {
                scan.At = back;
                return left;
            }

            scan.SkipLines();
            var right = BinaryLevel(level + 1, comma);
            left = new Binary(op, left, right) { Extent = scan.From(start) };
        }
    }

    private string? Operator(int level)
    {
        switch (level)
        {
            case 0:
                return Dashed(s_logical);
            case 1:
                return Dashed(s_comparisons);
            case 2 when scan.Now is '+' or '-'
                && scan.Next != '='
                && !(scan.Now == '-' && char.IsLetter(scan.Next))
                && scan.Next != scan.Now:
            case 3 when scan.Now is '*' or '/' or '%' && scan.Next != '=':
                return scan.Source.Text[scan.At++].ToString();
            case 4:
                return Dashed(["-f"]);
            case 5:
                return scan.Take("..") ? ".." : null;
            default:
                return null;
        }
    }

    private string? Dashed(string[] operators)
    {
        if (scan.Now != '-')
        {
            return null;
        }

        foreach (var op in operators)
        {
            // -ceq and -ieq are the explicitly case-sensitive and case-insensitive forms of -eq.
            foreach (var prefix in new[] { "-", "-c", "-i" })
            {
                var text = prefix + op[1..];
                if (string.Compare(scan.Source.Text, scan.At, text, 0, text.Length, StringComparison.OrdinalIgnoreCase) == 0
                    && !Scanner.IsNameCharacter(scan.Peek(text.Length)))
                {
                    scan.At += text.Length;
                    return prefix == "-c" && op[0] == '-' && Array.IndexOf(s_logical, op) < 0 ? "-c" + op[1..] : op;
                }
            }
        }

        return null;
    }

    private Expression CommaList()
    {
        var start = scan.At;
        var items = new List<Expression> { UnaryExpression() };
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
            items.Add(UnaryExpression());
        }
    }

    private Expression UnaryExpression()
    {
        scan.SkipBlanks();
        var start = scan.At;
        if (scan.Now == ',')
        {
            scan.At++;
            scan.SkipLines();
            var only = UnaryExpression();
            return new ArrayLiteral([only]) { Extent = scan.From(start) };
        }

        if (scan.Now == '!' || IsDashWord("-not"))
        {
            scan.At += scan.Now == '!' ? 1 : 4;
            var operand = UnaryExpression();
            return new Unary("-not", operand) { Extent = scan.From(start) };
        }

        foreach (var word in new[] { "-join", "-split" })
        {
            if (IsDashWord(word))
            {
                scan.At += word.Length;
                var operand = UnaryExpression();
                return new Unary(word, operand) { Extent = scan.From(start) };
            }
        }

        if (scan.Is("++") || scan.Is("--"))
        {
            throw scan.Unsupported(start, $"'{scan.Source.Text.Substring(start, 2)}'");
        }

        if (scan.Now is '-' or '+' && !char.IsLetter(scan.Next))
        {
            var sign = scan.Now;
            scan.At++;
            scan.SkipBlanks();
            var operand = UnaryExpression();
            return sign == '-' && operand is Constant { Value: { } number } && Numbers.IsNumeric(number.GetType())
                ? new Constant(Operators.Arithmetic("-", 0, number)) { Extent = scan.From(start) }
                : new Unary(sign.ToString(), operand) { Extent = scan.From(start) };
        }

        return scan.Now == '[' ? TypeOrCast(start) : Postfix(Primary(), start);
    }

    // [int] before an expression converts it; otherwise it is the type itself.
    private Expression TypeOrCast(int start)
    {
        var name = TypeName();
        var back = scan.At;
        scan.SkipBlanks();
        var operand = !scan.End
            && (scan.Now is '$' or '(' or '\'' or '"' or '@' or '{' or '['
                || char.IsAsciiDigit(scan.Now)
                || (scan.Now is '-' or '+' && !char.IsLetter(scan.Next) && scan.At > back)
                || (scan.Now == '.' && char.IsAsciiDigit(scan.Next)));
        if (operand)
        {
            var value = UnaryExpression();
            return new Cast(name, value) { Extent = scan.From(start) };
        }

        scan.At = back;
        return Postfix(new TypeLiteral(name) { Extent = scan.From(start) }, start);
    }

    public Expression Primary()
    {
        scan.SkipBlanks();
        var start = scan.At;
        switch (scan.Now)
        {
            case '$' when scan.Next == '(':
                scan.At += 2;
                return new SubExpression(Enclosed(start, "$(")) { Extent = scan.From(start) };
            case '$':
                return _strings.VariableReference();
            case '@' when scan.Next == '(':
                scan.At += 2;
                return new ArrayOf(Enclosed(start, "@(")) { Extent = scan.From(start) };
            case '@' when scan.Next == '{':
                scan.At += 2;
                return Hash(start);
            case '@' when scan.Next is '\'' or '"':
                return _strings.HereString();
            case '(':
                scan.At++;
                scan.SkipLines();
                var inner = statements.Pipeline();
                scan.SkipLines();
                scan.Expect(')', "parentheses");
                return new Paren(inner) { Extent = scan.From(start) };
            case '{':
                return BlockLiteral(start);
            case '\'':
                return _strings.SingleQuoted();
            case '"':
                return _strings.DoubleQuoted();
            case '[':
                return new TypeLiteral(TypeName()) { Extent = scan.From(start) };
        }

        return Number(start)
            ?? throw scan.Error(
                start, scan.End ? "An expression was expected." : $"Unexpected token '{scan.Now}' in expression or statement.");
    }

    public Expression Postfix(Expression target, int start)
    {
        while (true)
        {
            if (scan.Is("::"))
            {
                scan.At += 2;
                target = MemberOf(target, isStatic: true, start);
            }
            else if (scan.Now == '.' && scan.Next != '.' && (Scanner.IsNameCharacter(scan.Next) || scan.Next is '$' or '\'' or '"' or '('))
            {
                scan.At++;
                target = MemberOf(target, isStatic: false, start);
            }
            else if (scan.Now == '[')
            {
                scan.At++;
                scan.SkipLines();
                var index = Parse();
                scan.SkipLines();
                scan.Expect(']', "an index");
                target = new IndexOf(target, index) { Extent = scan.From(start) };
            }
            else if (scan.Is("++") || scan.Is("--"))
            {
                throw scan.Unsupported(scan.At, $"'{scan.Source.Text.Substring(scan.At, 2)}'");
            }
            else
            {
                return target;
            }
        }
    }

    /// <summary>The name of a type within its brackets.</summary>
    public string TypeName() => SkipBrackets();

    /// <summary>All text between a bracket and its counterpart; strings in it stay whole.</summary>
    public string SkipBrackets()
    {
        var start = scan.At;
        var depth = 0;
        var quote = '\0';
        while (!scan.End)
        {
            var c = scan.Now;
            scan.At++;
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '[')
            {
                depth++;
            }
            else if (c == ']' && --depth == 0)
            {
                return scan.Source.Text[(start + 1)..(scan.At - 1)];
            }
        }

        throw scan.Error(start, "Missing ] at end of attribute or type literal.", "EndSquareBracketExpectedAtEndOfAttribute");
    }

    private Expression MemberOf(Expression target, bool isStatic, int start)
    {
        var nameStart = scan.At;
        Expression name;
        if (Scanner.IsNameCharacter(scan.Now))
        {
            while (Scanner.IsNameCharacter(scan.Now))
            {
                scan.At++;
            }

            name = new Constant(scan.Source.Text[nameStart..scan.At]) { Extent = scan.From(nameStart) };
        }
        else
        {
            name = Primary();
        }

        if (scan.Now != '(')
        {
            return new Member(target, name, isStatic) { Extent = scan.From(start) };
        }

        scan.At++;
        var arguments = new List<Expression>();
        scan.SkipLines();
        while (scan.Now != ')')
        {
            arguments.Add(ParseNoComma());
            scan.SkipLines();
            if (!scan.Take(","))
            {
                break;
            }

            scan.SkipLines();
        }

        scan.Expect(')', "a method call");
        return new InvokeMember(target, name, isStatic, arguments) { Extent = scan.From(start) };
    }

    private Block Enclosed(int start, string open)
    {
        var inner = statements.Statements(')');
        scan.Expect(')', $"'{open}'");
        return new Block(inner) { Extent = scan.From(start) };
    }

    private HashLiteral Hash(int start)
    {
        var entries = new List<(Expression, Statement)>();
        scan.SkipSeparators();
        while (scan.Now != '}' && !scan.End)
        {
            var key = Key();
            scan.SkipBlanks();
            scan.Expect('=', "a hash literal");
            scan.SkipLines();
            entries.Add((key, statements.Statement()));
            scan.SkipSeparators();
        }

        scan.Expect('}', "a hash literal");
        return new HashLiteral(entries) { Extent = scan.From(start) };
    }

    private Expression Key()
    {
        var start = scan.At;
        if (!char.IsLetter(scan.Now) && scan.Now != '_')
        {
            return Postfix(Primary(), start);
        }

        while (Scanner.IsNameCharacter(scan.Now) || scan.Now is '-' or '.')
        {
            scan.At++;
        }

        return new Constant(scan.Source.Text[start..scan.At]) { Extent = scan.From(start) };
    }

    private BlockLiteral BlockLiteral(int start)
    {
        scan.At++;
        var body = statements.Body();
        var end = scan.At;
        scan.Expect('}', "a script block");
        return new BlockLiteral(body, scan.Source.Text[(start + 1)..end]) { Extent = scan.From(start) };
    }

    private Constant? Number(int start)
    {
        if (!char.IsAsciiDigit(scan.Now) && !(scan.Now == '.' && char.IsAsciiDigit(scan.Next)))
        {
            return null;
        }

        var end = start;
        var text = scan.Source.Text;
        while (end < text.Length
            && (char.IsAsciiLetterOrDigit(text[end])
                || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
                || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E' && !text.AsSpan(start, 2).StartsWith("0x"))))
        {
            end++;
        }

        if (Numbers.ParseLiteral(text[start..end]) is not { } number)
        {
            return null;
        }

        scan.At = end;
        return new Constant(number) { Extent = scan.From(start) };
    }

    private bool IsDashWord(string word) =>
        string.Compare(scan.Source.Text, scan.At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && !Scanner.IsNameCharacter(scan.Peek(word.Length));
}

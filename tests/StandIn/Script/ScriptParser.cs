using System.Text.RegularExpressions;

namespace StandIn.Script;

/// <summary>Parses statements. Expressions and commands have their own parsers.</summary>
internal sealed partial class ScriptParser
{
    private static readonly string[] s_otherKeywords =
    [
        "while", "for", "do", "switch", "function", "filter", "class", "enum", "using", "data", "trap", "begin", "process", "end",
        "dynamicparam", "clean", "break", "continue", "workflow", "configuration", "parallel",
    ];

    private readonly Scanner _scan;
    private readonly ExpressionParser _expressions;
    private readonly CommandParser _commands;

    public ScriptParser(SourceText source)
    {
        _scan = new Scanner(source);
        _expressions = new ExpressionParser(_scan, this);
        _commands = new CommandParser(_scan, _expressions);
    }

    public static ScriptBody Parse(SourceText source)
    {
        var parser = new ScriptParser(source);
        var body = parser.Body();
        if (!parser._scan.End)
        {
            throw parser._scan.Error(parser._scan.At, $"Unexpected token '{parser._scan.Now}' in expression or statement.");
        }

        return body;
    }

    /// <summary>Parameters and statements, up to the end or a closing brace.</summary>
    public ScriptBody Body()
    {
        var start = _scan.At;
        _scan.SkipSeparators();
        SkipAttributesBeforeParam();
        IReadOnlyList<ScriptParameter> parameters = [];
        if (_scan.TakeWord("param"))
        {
            parameters = Parameters();
        }

        return new ScriptBody(parameters, Statements('}')) { Extent = _scan.From(start) };
    }

    public Block Braced(string after)
    {
        _scan.SkipLines();
        var start = _scan.At;
        _scan.Expect('{', after);
        var statements = Statements('}');
        _scan.Expect('}', after);
        return new Block(statements) { Extent = _scan.From(start) };
    }

    public IReadOnlyList<Statement> Statements(char end)
    {
        var statements = new List<Statement>();
        _scan.SkipSeparators();
        while (!_scan.End && _scan.Now != end)
        {
            if (_scan.Now is ')' or '}')
            {
                break;
            }

            statements.Add(Statement());
            _scan.SkipBlanks();
            if (!_scan.End && _scan.Now is not ('\n' or ';' or ')' or '}') && _scan.Source.Text[_scan.At - 1] != '}')
            {
                throw _scan.Error(_scan.At, $"Unexpected token '{_scan.Now}' in expression or statement.");
            }

            _scan.SkipSeparators();
        }

        return statements;
    }

    public Statement Statement()
    {
        var start = _scan.At;
        if (_scan.TakeWord("if"))
        {
            return If(start);
        }

        if (_scan.TakeWord("foreach"))
        {
            return Foreach(start);
        }

        if (_scan.TakeWord("try"))
        {
            return Try(start);
        }

        if (_scan.TakeWord("throw"))
        {
            var value = OptionalPipeline();
            return new ThrowStatement(value) { Extent = _scan.From(start) };
        }

        if (_scan.TakeWord("return"))
        {
            var value = OptionalPipeline();
            return new ReturnStatement(value) { Extent = _scan.From(start) };
        }

        if (_scan.TakeWord("exit"))
        {
            var value = OptionalPipeline();
            return new ExitStatement(value) { Extent = _scan.From(start) };
        }

        if (Array.Find(s_otherKeywords, _scan.IsWord) is { } keyword)
        {
            throw _scan.Unsupported(start, $"'{keyword}'");
        }

        return Pipeline();
    }

    /// <summary>A pipeline or an assignment.</summary>
    public Statement Pipeline()
    {
        var start = _scan.At;
        var elements = new List<Node>();
        if (_commands.StartsExpression())
        {
            var first = _expressions.Parse();
            _scan.SkipBlanks();
            if (AssignmentOperator() is { } op)
            {
                return AssignmentTo(first, op, start);
            }

            elements.Add(first);
        }
        else
        {
            elements.Add(_commands.Parse());
        }

        while (PipeFollows())
        {
            _scan.SkipLines();
            elements.Add(
                _commands.StartsExpression()
                    ? throw _scan.Error(
                        _scan.At, "Expressions are only allowed as the first element of a pipeline.", "ExpressionsMustBeFirstInPipeline")
                    : _commands.Parse());
        }

        return new PipelineStatement(elements) { Extent = _scan.From(start) };
    }

    private Assignment AssignmentTo(Expression target, string op, int start)
    {
        if (target is not (Variable or Member or IndexOf or Cast { Operand: Variable } or ArrayLiteral))
        {
            throw _scan.Error(
                start,
                "The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept "
                    + "assignments, such as a variable or a property.",
                "InvalidLeftHandSide");
        }

        _scan.SkipLines();
        // The right side can be a statement such as if, or another assignment.
        var value = Statement();
        return new Assignment(target, op, value) { Extent = _scan.From(start) };
    }

    private string? AssignmentOperator()
    {
        if (_scan.Now == '=' && _scan.Next != '=')
        {
            _scan.At++;
            return "=";
        }

        foreach (var op in new[] { "+=", "-=", "*=", "/=", "%=" })
        {
            if (_scan.Take(op))
            {
                return op;
            }
        }

        return null;
    }

    // A pipe at the end of a line, or at the beginning of the next.
    private bool PipeFollows()
    {
        _scan.SkipBlanks();
        if (_scan.Now == '&' && _scan.Next != '&' || _scan.Is("&&") || _scan.Is("||"))
        {
            throw _scan.Unsupported(
                _scan.At, $"'{(_scan.Next is '&' or '|' ? _scan.Source.Text.Substring(_scan.At, 2) : "&")}' after a command");
        }

        if (_scan.Now == '|')
        {
            _scan.At++;
            return true;
        }

        var back = _scan.At;
        _scan.SkipLines();
        if (_scan.At > back && _scan.Now == '|' && _scan.Next != '|')
        {
            _scan.At++;
            return true;
        }

        _scan.At = back;
        return false;
    }

    private Statement? OptionalPipeline()
    {
        _scan.SkipBlanks();
        return _scan.End || _scan.Now is '\n' or ';' or '}' or ')' ? null : Pipeline();
    }

    private IfStatement If(int start)
    {
        var clauses = new List<(Statement, Block)>();
        Block? otherwise = null;
        clauses.Add((Condition("if"), Braced("if")));
        while (true)
        {
            var back = _scan.At;
            _scan.SkipLines();
            if (_scan.TakeWord("elseif"))
            {
                clauses.Add((Condition("elseif"), Braced("elseif")));
            }
            else if (_scan.TakeWord("else"))
            {
                otherwise = Braced("else");
                break;
            }
            else
            {
                _scan.At = back;
                break;
            }
        }

        return new IfStatement(clauses, otherwise) { Extent = _scan.From(start) };
    }

    private Statement Condition(string after)
    {
        _scan.SkipLines();
        _scan.Expect('(', after);
        _scan.SkipLines();
        var condition = Pipeline();
        _scan.SkipLines();
        _scan.Expect(')', after);
        return condition;
    }

    private ForeachStatement Foreach(int start)
    {
        _scan.SkipLines();
        _scan.Expect('(', "foreach");
        _scan.SkipLines();
        if (_expressions.Primary() is not Variable variable)
        {
            throw _scan.Error(_scan.At, "Missing variable name after foreach.", "MissingVariableNameAfterForeach");
        }

        _scan.SkipLines();
        if (!_scan.TakeWord("in"))
        {
            throw _scan.Error(_scan.At, "Missing 'in' after variable in foreach loop.", "MissingInInForeach");
        }

        _scan.SkipLines();
        var items = Pipeline();
        _scan.SkipLines();
        _scan.Expect(')', "foreach");
        var body = Braced("foreach");
        return new ForeachStatement(variable.Name, items, body) { Extent = _scan.From(start) };
    }

    private TryStatement Try(int start)
    {
        var body = Braced("try");
        var catches = new List<CatchClause>();
        Block? last = null;
        while (true)
        {
            var back = _scan.At;
            _scan.SkipLines();
            if (_scan.TakeWord("catch"))
            {
                var types = new List<string>();
                _scan.SkipLines();
                while (_scan.Now == '[')
                {
                    types.Add(_expressions.TypeName());
                    _scan.SkipLines();
                    _scan.Take(",");
                    _scan.SkipLines();
                }

                catches.Add(new CatchClause(types, Braced("catch")));
            }
            else if (_scan.TakeWord("finally"))
            {
                last = Braced("finally");
                break;
            }
            else
            {
                _scan.At = back;
                break;
            }
        }

        return catches.Count == 0 && last is null
            ? throw _scan.Error(_scan.At, "The Try statement is missing its Catch or Finally block.", "MissingCatchOrFinally")
            : new TryStatement(body, catches, last) { Extent = _scan.From(start) };
    }

    private void SkipAttributesBeforeParam()
    {
        var back = _scan.At;
        while (_scan.Now == '[')
        {
            _expressions.SkipBrackets();
            _scan.SkipLines();
        }

        if (!_scan.IsWord("param"))
        {
            _scan.At = back;
        }
    }

    private List<ScriptParameter> Parameters()
    {
        var parameters = new List<ScriptParameter>();
        _scan.SkipLines();
        _scan.Expect('(', "param");
        _scan.SkipLines();
        while (_scan.Now != ')')
        {
            parameters.Add(Parameter());
            _scan.SkipLines();
            if (!_scan.Take(","))
            {
                break;
            }

            _scan.SkipLines();
        }

        _scan.Expect(')', "param");
        return parameters;
    }

    private ScriptParameter Parameter()
    {
        string? type = null;
        var mandatory = false;
        var aliases = new List<string>();
        while (_scan.Now == '[')
        {
            var text = _expressions.SkipBrackets();
            if (!text.Contains('(', StringComparison.Ordinal))
            {
                type = text;
            }
            else if (text.TrimStart().StartsWith("Parameter", StringComparison.OrdinalIgnoreCase))
            {
                mandatory |= Mandatory().IsMatch(text);
            }
            else if (text.TrimStart().StartsWith("Alias", StringComparison.OrdinalIgnoreCase))
            {
                aliases.AddRange(Quoted().Matches(text).Select(m => m.Groups[1].Value));
            }

            _scan.SkipLines();
        }

        if (_expressions.Primary() is not Variable variable)
        {
            throw _scan.Error(_scan.At, "A parameter's name was expected in param.", "MissingParameterName");
        }

        _scan.SkipLines();
        Expression? otherwise = null;
        if (_scan.Take("="))
        {
            _scan.SkipLines();
            otherwise = _expressions.ParseNoComma();
        }

        return new ScriptParameter(variable.Name, type, otherwise, mandatory, aliases);
    }

    [GeneratedRegex(@"\bMandatory\b(?!\s*=\s*\$false)", RegexOptions.IgnoreCase)]
    private static partial Regex Mandatory();

    [GeneratedRegex("""['"]([^'"]*)['"]""")]
    private static partial Regex Quoted();
}

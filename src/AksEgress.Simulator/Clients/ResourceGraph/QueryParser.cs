using System.Globalization;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>
/// Parses the subset of Kusto that queries over many clusters use: expressions here, the steps between them in QueryReader.
/// Anything else is refused as Resource Graph refuses what it doesn't know; nothing is ignored.
/// </summary>
internal sealed class QueryParser(List<QueryToken> tokens)
{
    private const int MaxNesting = 50;
    private int _at;
    private int _depth;

    /// <summary>The next token.</summary>
    public QueryToken Peek => tokens[_at];

    /// <summary>Reads the next token.</summary>
    public QueryToken Take() => tokens[_at].Kind == TokenKind.End ? tokens[_at] : tokens[_at++];

    /// <summary>Reads the next token if it is the given one.</summary>
    public bool TryTake(string text)
    {
        var fits = Peek.Is(text);
        _at += fits ? 1 : 0;
        return fits;
    }

    /// <summary>Reads the next token, which must be the given one.</summary>
    /// <exception cref="QueryException">It is another token.</exception>
    public void Require(string text)
    {
        if (!TryTake(text))
        {
            throw Fault();
        }
    }

    /// <summary>Reads a name.</summary>
    public string Name() => Peek.Kind == TokenKind.Word && Peek.Text[0] != '!' ? Take().Text : throw Fault();

    /// <summary>Reads a whole number.</summary>
    public int Whole() =>
        Peek.Kind == TokenKind.Number && int.TryParse(Peek.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (Take(), number).number
            : throw Fault();

    /// <summary>The error for the next token.</summary>
    public QueryException Fault() => new("ParserFailure", Peek);

    /// <summary>Reads an expression.</summary>
    /// <exception cref="QueryException">There is no expression, or it isn't in the subset.</exception>
    public QueryExpression Expression()
    {
        if (++_depth > MaxNesting)
        {
            throw Fault();
        }

        var left = And();
        while (TryTake("or"))
        {
            (var one, var other) = (left, And());
            left = row => Json(QueryValues.IsTrue(one(row)) || QueryValues.IsTrue(other(row)));
        }

        _depth--;
        return left;
    }

    /// <summary>The column name of an expression without a name of its own: properties.a.b becomes properties_a_b.</summary>
    public string? NameSince(int from)
    {
        QueryToken[] path = [.. tokens[from.._at].Where(static token => token.Kind is TokenKind.Word or TokenKind.Text)];
        return tokens[from].Kind == TokenKind.Word
            && tokens[from.._at].TrueForAll(static token =>
                token.Kind is TokenKind.Word or TokenKind.Text || token.Text is "." or "[" or "]")
            ? string.Join('_', path.Select(static token => token.Text)) : null;
    }

    /// <summary>The position of the next token, for <see cref="NameSince"/>.</summary>
    public int Position => _at;

    private QueryExpression And()
    {
        var left = Comparison();
        while (TryTake("and"))
        {
            (var one, var other) = (left, Comparison());
            left = row => Json(QueryValues.IsTrue(one(row)) && QueryValues.IsTrue(other(row)));
        }

        return left;
    }

    private QueryExpression Comparison()
    {
        var left = Value();
        if (Peek.Kind is not (TokenKind.Sign or TokenKind.Word))
        {
            return left;
        }

        var name = Peek.Text.ToLowerInvariant();
        if (name is "in" or "in~" or "!in" or "!in~")
        {
            Take();
            var list = List();
            var ignoreCase = name.EndsWith('~');
            return row => Json((name[0] == '!') ^ list.Any(item => QueryValues.Same(left(row), item(row), ignoreCase)));
        }

        Func<JsonNode?, JsonNode?, bool>? compare = name switch
        {
            "=~" => static (one, other) => QueryValues.Same(one, other, ignoreCase: true),
            "!~" => static (one, other) => !QueryValues.Same(one, other, ignoreCase: true),
            "==" => static (one, other) => QueryValues.Same(one, other, ignoreCase: false),
            "!=" => static (one, other) => !QueryValues.Same(one, other, ignoreCase: false),
            "<" => static (one, other) => one is not null && QueryValues.Compare(one, other) < 0,
            ">" => static (one, other) => one is not null && QueryValues.Compare(one, other) > 0,
            "<=" => static (one, other) => one is not null && QueryValues.Compare(one, other) <= 0,
            ">=" => static (one, other) => one is not null && QueryValues.Compare(one, other) >= 0,
            "contains" or "!contains" =>
                static (one, other) => QueryValues.Text(one).Contains(QueryValues.Text(other), StringComparison.OrdinalIgnoreCase),
            "has" or "!has" => static (one, other) => QueryValues.Has(QueryValues.Text(one), QueryValues.Text(other)),
            "startswith" or "!startswith" =>
                static (one, other) => QueryValues.Text(one).StartsWith(QueryValues.Text(other), StringComparison.OrdinalIgnoreCase),
            "endswith" or "!endswith" =>
                static (one, other) => QueryValues.Text(one).EndsWith(QueryValues.Text(other), StringComparison.OrdinalIgnoreCase),
            _ => null,
        };
        if (compare is null)
        {
            return left;
        }

        Take();
        var right = Value();
        var not = name[0] == '!' && name.Length > 2;
        return row => Json(not ^ compare(left(row), right(row)));
    }

    private QueryExpression[] List()
    {
        Require("(");
        List<QueryExpression> items = [Expression()];
        while (TryTake(","))
        {
            items.Add(Expression());
        }

        Require(")");
        return [.. items];
    }

    private QueryExpression Value()
    {
        var token = Peek;
        switch (token.Kind)
        {
            case TokenKind.Text:
                Take();
                return Constant(JsonValue.Create(token.Text));
            case TokenKind.Number:
                Take();
                return Constant(JsonValue.Create(double.Parse(token.Text, CultureInfo.InvariantCulture)));
            case TokenKind.Sign when TryTake("("):
                var inner = Expression();
                Require(")");
                return inner;
            case TokenKind.Word when token.Text[0] != '!':
                Take();
                return Peek.Is("(")
                    ? Call(token)
                    : token.Text is "true" or "false" ? Constant(JsonValue.Create(token.Text == "true"))
                    : Path(Column(token.Text));
            default:
                throw Fault();
        }
    }

    private QueryExpression Call(QueryToken name)
    {
        var given = List();
        if (given.Length != 1)
        {
            throw new QueryException("ParserFailure", name);
        }

        var value = given[0];
        return name.Text.ToLowerInvariant() switch
        {
            "not" => row => Json(!QueryValues.IsTrue(value(row))),
            "isnotempty" => row => Json(QueryValues.Text(value(row)).Length > 0),
            "isempty" => row => Json(QueryValues.Text(value(row)).Length == 0),
            "isnull" => row => Json(value(row) is null),
            "isnotnull" => row => Json(value(row) is not null),
            "tolower" => row => JsonValue.Create(QueryValues.Text(value(row)).ToLowerInvariant()),
            "toupper" => row => JsonValue.Create(QueryValues.Text(value(row)).ToUpperInvariant()),
            "tostring" => row => JsonValue.Create(QueryValues.Text(value(row))),
            "toint"
                or "tolong" => row => long.TryParse(
                    QueryValues.Text(value(row)),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var number) ? JsonValue.Create(number) : null,
            "array_length" => row => value(row) is JsonArray array ? JsonValue.Create(array.Count) : null,
            "strlen" => row => JsonValue.Create(QueryValues.Text(value(row)).Length),
            _ => throw new QueryException("InvalidQueryLanguage", name),
        };
    }

    // .name, ['name'], and [0] select members of objects and arrays; a missing member is null.
    private QueryExpression Path(QueryExpression from)
    {
        while (true)
        {
            var parent = from;
            if (TryTake("."))
            {
                var name = Name();
                from = row => Member(parent(row), name);
            }
            else if (TryTake("["))
            {
                if (Peek.Kind == TokenKind.Text)
                {
                    var name = Take().Text;
                    from = row => Member(parent(row), name);
                }
                else
                {
                    var index = Whole();
                    from = row => parent(row) is JsonArray array && index < array.Count ? array[index] : null;
                }

                Require("]");
            }
            else
            {
                return from;
            }
        }
    }

    private static QueryExpression Column(string name) => row => Member(row, name);

    private static JsonNode? Member(JsonNode? parent, string name) =>
        parent is JsonObject members && members.TryGetPropertyValue(name, out var value) ? value : null;

    private static QueryExpression Constant(JsonNode value) => _ => value;

    private static JsonValue Json(bool value) => JsonValue.Create(value);
}

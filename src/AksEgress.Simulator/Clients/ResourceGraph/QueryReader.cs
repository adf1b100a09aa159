using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>Parses a query: a table, and steps separated by bars.</summary>
internal sealed class QueryReader
{
    private readonly QueryParser _parser;
    private readonly List<QueryToken> _tokens;
    private readonly List<Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>>> _steps = [];
    private bool _hasId = true;
    private bool _isPlain = true;
    private string? _type;

    private QueryReader(List<QueryToken> tokens)
    {
        _tokens = tokens;
        _parser = new QueryParser(tokens);
    }

    /// <summary>Parses a query.</summary>
    /// <exception cref="QueryException">The query isn't in the subset.</exception>
    public static GraphQuery Read(string text) => new QueryReader(QueryScanner.Scan(text)).Read();

    private GraphQuery Read()
    {
        var containers = false;
        if (_parser.TryTake("resourcecontainers"))
        {
            containers = true;
        }
        else if (!_parser.TryTake("resources"))
        {
            // A query can start with its first step. The simulator doesn't have the other tables of Resource Graph.
            if (!_parser.Peek.Is("where"))
            {
                throw _parser.Peek.Kind == TokenKind.Word ? new QueryException("InvalidQueryLanguage", _parser.Peek) : _parser.Fault();
            }

            Step();
        }

        while (_parser.TryTake("|"))
        {
            Step();
        }

        return _parser.Peek.Kind == TokenKind.End
            ? new GraphQuery(containers, _steps, _hasId, _type, _isPlain && _type is not null && !containers)
            : throw _parser.Fault();
    }

    private void Step()
    {
        var name = _parser.Take();
        _isPlain &= name.Is("where") || name.Is("project") || name.Is("extend");
        switch (name.Kind == TokenKind.Word ? name.Text.ToLowerInvariant() : "")
        {
            case "where":
                Where();
                break;
            case "project":
                var shown = Columns();
                _hasId = shown.Exists(static column => column.Name == "id");
                _steps.Add(rows => rows.Select(row => Row(shown, row, [])));
                break;
            case "extend":
                var more = Columns();
                _steps.Add(rows => rows.Select(row => Row(more, row, row.DeepClone().AsObject())));
                break;
            case "order":
            case "sort":
                Order();
                break;
            case "summarize":
                Summarize();
                break;
            case "limit":
            case "take":
                var most = _parser.Whole();
                _steps.Add(rows => rows.Take(most));
                break;
            case "count":
                _hasId = false;
                _steps.Add(static rows => [new JsonObject { ["Count"] = rows.LongCount() }]);
                break;
            default:
                throw name.Kind == TokenKind.Word
                    ? new QueryException("InvalidQueryLanguage", name)
                    : new QueryException("ParserFailure", name);
        }
    }

    private void Where()
    {
        var start = _parser.Position;
        if (_steps.Count == 0
            && _tokens[start].Is("type")
            && (_tokens[start + 1].Is("=~") || _tokens[start + 1].Is("=="))
            && _tokens[start + 2].Kind == TokenKind.Text)
        {
            var next = _tokens[Math.Min(start + 3, _tokens.Count - 1)];
            _type = next.Is("|") || next.Is("and") || next.Kind == TokenKind.End ? _tokens[start + 2].Text : null;
        }

        var condition = _parser.Expression();
        if (_type is not null && _tokens[start.._parser.Position].Exists(static token => token.Is("or")))
        {
            _type = null;
        }

        // A condition on the type alone, in any casing, selects the collection.
        _isPlain &= _steps.Count == 0 && _type is not null && _parser.Position == start + 3 && _tokens[start + 1].Is("=~");
        _steps.Add(rows => rows.Where(row => QueryValues.IsTrue(condition(row))));
    }

    private List<(string Name, QueryExpression Value)> Columns()
    {
        List<(string, QueryExpression)> columns = [];
        do
        {
            var start = _parser.Position;
            string? name = null;
            if (_tokens[start].Kind == TokenKind.Word && _tokens[start + 1].Is("="))
            {
                name = _parser.Name();
                _parser.Require("=");
            }

            var value = _parser.Expression();
            columns.Add((name ?? _parser.NameSince(start) ?? $"Column{columns.Count + 1}", value));
        }
        while (_parser.TryTake(","));
        return columns;
    }

    private void Order()
    {
        _parser.Require("by");
        List<(QueryExpression Value, bool Ascending)> keys = [];
        do
        {
            var value = _parser.Expression();

            // Kusto sorts in descending order by default.
            keys.Add((value, _parser.TryTake("asc") || (_parser.TryTake("desc") && false)));
        }
        while (_parser.TryTake(","));
        var order = Comparer<JsonNode?>.Create(QueryValues.Compare);
        _steps.Add(rows =>
        {
            IOrderedEnumerable<JsonObject>? sorted = null;
            foreach ((var value, var ascending) in keys)
            {
                sorted = (sorted, ascending) switch
                {
                    (null, true) => rows.OrderBy(row => value(row), order),
                    (null, false) => rows.OrderByDescending(row => value(row), order),
                    (_, true) => sorted.ThenBy(row => value(row), order),
                    _ => sorted.ThenByDescending(row => value(row), order),
                };
            }

            return sorted!;
        });
    }

    private void Summarize()
    {
        string? name = null;
        if (_tokens[_parser.Position + 1].Is("="))
        {
            name = _parser.Name();
            _parser.Require("=");
        }

        var function = _parser.Peek;
        if (!_parser.TryTake("count"))
        {
            throw new QueryException("InvalidQueryLanguage", function);
        }

        _parser.Require("(");
        _parser.Require(")");
        var by = _parser.TryTake("by") ? Columns() : [];
        _hasId = by.Exists(static column => column.Name == "id");
        _steps.Add(rows => rows.Select(row => Row(by, row, []))
            .GroupBy(static row => row.ToJsonString(), StringComparer.Ordinal)
            .Select(group =>
            {
                var first = group.First();
                first[name ?? "count_"] = group.LongCount();
                return first;
            }));
    }

    private static JsonObject Row(List<(string Name, QueryExpression Value)> columns, JsonObject from, JsonObject into)
    {
        foreach ((var name, var value) in columns)
        {
            into[name] = value(from)?.DeepClone();
        }

        return into;
    }
}

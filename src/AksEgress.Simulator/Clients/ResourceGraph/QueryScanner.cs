using System.Text;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>Splits a query into tokens.</summary>
internal static class QueryScanner
{
    private static readonly string[] s_signs = ["=~", "!~", "==", "!=", "<=", ">=", "|", "(", ")", "[", "]", ",", ".", "=", "<", ">", "-"];

    /// <summary>The tokens; the last one marks the end.</summary>
    /// <exception cref="QueryException">A character that isn't part of the language, or text without its closing quote.</exception>
    public static List<QueryToken> Scan(string query)
    {
        List<QueryToken> tokens = [];
        (var line, var start) = (1, 0);
        for (var at = 0; at < query.Length;)
        {
            var c = query[at];
            if (c == '\n')
            {
                (line, start) = (line + 1, ++at);
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c == '/' && at + 1 < query.Length && query[at + 1] == '/')
            {
                at = query.IndexOf('\n', at) is >= 0 and var end ? end : query.Length;
            }
            else
            {
                (var kind, var text, var length) = Next(query, at, line, start);
                tokens.Add(new QueryToken(kind, text, line, at - start));
                at += length;
            }
        }

        tokens.Add(new QueryToken(TokenKind.End, "<EOF>", line, query.Length - start));
        return tokens;
    }

    private static (TokenKind Kind, string Text, int Length) Next(string query, int at, int line, int start)
    {
        var c = query[at];
        if (c is '\'' or '"')
        {
            return Quoted(query, at, line, start);
        }

        if (char.IsAsciiLetter(c) || c is '_' or '$')
        {
            var end = at + 1;
            while (end < query.Length && (char.IsAsciiLetterOrDigit(query[end]) || query[end] == '_'))
            {
                end++;
            }

            // in~ and !in~ are the only operators that combine letters and signs.
            var word = query[at..end];
            return end < query.Length && query[end] == '~' && word is "in" ? (TokenKind.Word, "in~", 3) : (TokenKind.Word, word, end - at);
        }

        if (char.IsAsciiDigit(c))
        {
            var end = at + 1;
            while (end < query.Length
                && (char.IsAsciiDigit(query[end]) || (query[end] == '.' && end + 1 < query.Length && char.IsAsciiDigit(query[end + 1]))))
            {
                end++;
            }

            return (TokenKind.Number, query[at..end], end - at);
        }

        if (c == '!' && at + 1 < query.Length && char.IsAsciiLetter(query[at + 1]))
        {
            (_, var word, var length) = Next(query, at + 1, line, start);
            return (TokenKind.Word, "!" + word, length + 1);
        }

        var sign = Array.Find(s_signs, sign => string.CompareOrdinal(query, at, sign, 0, sign.Length) == 0);
        return sign is not null
            ? (TokenKind.Sign, sign, sign.Length)
            : throw new QueryException("ParserFailure", new QueryToken(TokenKind.Sign, c.ToString(), line, at - start));
    }

    private static (TokenKind Kind, string Text, int Length) Quoted(string query, int at, int line, int start)
    {
        StringBuilder text = new();
        for (var end = at + 1; end < query.Length && query[end] != '\n'; end++)
        {
            if (query[end] == query[at])
            {
                return (TokenKind.Text, text.ToString(), end + 1 - at);
            }

            if (query[end] == '\\' && end + 1 < query.Length)
            {
                end++;
            }

            text.Append(query[end]);
        }

        throw new QueryException("ParserFailure", new QueryToken(TokenKind.Text, query[at].ToString(), line, at - start));
    }
}

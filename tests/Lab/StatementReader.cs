using System.Text;

namespace AksEgress.Lab;

/// <summary>
/// Splits a script into the statements that an administrator would type one after another. A statement ends with its line unless a
/// bracket, a quote, or a here-string is open, or the line ends with a pipe, a comma, or a backtick.
/// </summary>
internal static class StatementReader
{
    /// <summary>The parts of the script, in order.</summary>
    public static IEnumerable<ScriptPiece> Read(string script)
    {
        var prose = new StringBuilder();
        var statement = new StringBuilder();
        var depth = 0;
        string? closing = null;
        foreach (var line in script.ReplaceLineEndings("\n").Split('\n'))
        {
            if (closing is not null)
            {
                statement.AppendLine(line);
                closing = line.StartsWith(closing, StringComparison.Ordinal) ? null : closing;
                if (closing is null)
                {
                    yield return new ScriptPiece(statement.ToString().TrimEnd(), false);
                    statement.Clear();
                }

                continue;
            }

            var trimmed = line.Trim();
            if (statement.Length == 0 && trimmed.StartsWith('#'))
            {
                prose.AppendLine(trimmed.TrimStart('#').Trim());
                continue;
            }

            if (prose.Length > 0)
            {
                yield return new ScriptPiece(prose.ToString().TrimEnd(), true);
                prose.Clear();
            }

            if (statement.Length == 0 && trimmed.Length == 0)
            {
                continue;
            }

            statement.AppendLine(line.TrimEnd());
            closing = trimmed.EndsWith("@'", StringComparison.Ordinal)
                ? "'@"
                : trimmed.EndsWith("@\"", StringComparison.Ordinal) ? "\"@"
                : null;
            if (closing is not null)
            {
                continue;
            }

            depth += Brackets(trimmed);
            if (depth <= 0 && !trimmed.EndsWith('|') && !trimmed.EndsWith(',') && !trimmed.EndsWith('`'))
            {
                yield return new ScriptPiece(statement.ToString().TrimEnd(), false);
                statement.Clear();
                depth = 0;
            }
        }

        if (prose.Length > 0)
        {
            yield return new ScriptPiece(prose.ToString().TrimEnd(), true);
        }

        if (statement.Length > 0)
        {
            yield return new ScriptPiece(statement.ToString().TrimEnd(), false);
        }
    }

    private static int Brackets(string line)
    {
        var depth = 0;
        var quote = '\0';
        foreach (var c in line)
        {
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '#')
            {
                break;
            }
            else
            {
                depth += c is '(' or '{' or '[' ? 1 : c is ')' or '}' or ']' ? -1 : 0;
            }
        }

        return depth;
    }
}

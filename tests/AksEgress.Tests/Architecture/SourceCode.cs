using System.Text;

namespace AksEgress.Tests.Architecture;

/// <summary>Removes comments and the text of literals from C# code, and keeps the code inside interpolated strings.</summary>
internal sealed class SourceCode
{
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private int _at;

    private SourceCode(string text) => _text = text;

    /// <summary>The code without comments and literals; line breaks outside of them stay.</summary>
    public static string Strip(string text)
    {
        SourceCode source = new(text);
        source.ReadCode(closing: 0);
        return source._code.ToString();
    }

    // Reads to the end of the text or, inside the hole of an interpolated string, to its closing braces.
    private void ReadCode(int closing)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            if (closing > 0 && depth == 0 && _text[_at] == '}')
            {
                _at += closing;
                return;
            }

            if (StartsWith("//"))
            {
                Skip(Find("\n"));
            }
            else if (StartsWith("/*"))
            {
                Skip(Find("*/") + 2);
            }
            else if (_text[_at] == '\'')
            {
                Skip(_text[_at + 1] == '\\' ? _text.IndexOf('\'', _at + 3) + 1 : _at + 3);
            }
            else if (!TryReadString())
            {
                depth += _text[_at] is '{' or '(' or '[' ? 1 : _text[_at] is '}' or ')' or ']' ? -1 : 0;
                _code.Append(_text[_at++]);
            }
        }
    }

    private bool TryReadString()
    {
        var start = _at;
        while (start < _text.Length && _text[start] is '$' or '@')
        {
            start++;
        }

        if (start >= _text.Length || _text[start] != '"')
        {
            return false;
        }

        var prefix = _text[_at..start];
        var dollars = prefix.Count(sign => sign == '$');
        var quotes = CountOf('"', start);
        _at = start;
        if (quotes >= 3)
        {
            _at += quotes;
            ReadText(new string('"', quotes), dollars, escape: '\0');
        }
        else
        {
            _at++;
            ReadText("\"", dollars, escape: prefix.Contains('@', StringComparison.Ordinal) ? '"' : '\\');
        }

        _code.Append("\"\"");
        return true;
    }

    private void ReadText(string end, int dollars, char escape)
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == escape && (escape == '\\' || CountOf('"', _at) > 1))
            {
                _at += 2;
            }
            else if (StartsWith(end))
            {
                _at += end.Length;
                return;
            }
            else if (dollars > 0 && CountOf('{', _at) is var braces and > 0)
            {
                // If { opens a hole, {{ is a brace; with $$, {{ opens a hole, and {{{ is a brace followed by a hole.
                _at += braces;
                if (dollars == 1 ? braces % 2 == 1 : braces >= dollars)
                {
                    _code.Append(' ');
                    ReadCode(dollars);
                    _code.Append(' ');
                }
            }
            else
            {
                _at++;
            }
        }
    }

    private bool StartsWith(string part) => string.CompareOrdinal(_text, _at, part, 0, part.Length) == 0;

    private int Find(string part) => _text.IndexOf(part, _at, StringComparison.Ordinal) is var found and >= 0 ? found : _text.Length;

    private void Skip(int to) => _at = Math.Min(to, _text.Length);

    private int CountOf(char sign, int from)
    {
        var end = from;
        while (end < _text.Length && _text[end] == sign)
        {
            end++;
        }

        return end - from;
    }
}

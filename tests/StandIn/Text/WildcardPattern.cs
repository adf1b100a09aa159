using System.Text;
using System.Text.RegularExpressions;

namespace System.Management.Automation;

[Flags]
public enum WildcardOptions
{
    None = 0,
    Compiled = 1,
    IgnoreCase = 2,
    CultureInvariant = 4,
}

public sealed class WildcardPattern
{
    private const char EscapeCharacter = '`';
    private readonly Regex _regex;

    public WildcardPattern(string pattern, WildcardOptions options)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var regexOptions = RegexOptions.Singleline;
        if (options.HasFlag(WildcardOptions.IgnoreCase))
        {
            regexOptions |= RegexOptions.IgnoreCase;
        }

        if (options.HasFlag(WildcardOptions.CultureInvariant))
        {
            regexOptions |= RegexOptions.CultureInvariant;
        }

        _regex = new Regex(Translate(pattern), regexOptions);
    }

    public static WildcardPattern Get(string pattern, WildcardOptions options) => new(pattern, options);

    public bool IsMatch(string? input) => input is not null && _regex.IsMatch(input);

    public static string Escape(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var text = new StringBuilder();
        foreach (var c in pattern)
        {
            if (c is '*' or '?' or '[' or ']')
            {
                text.Append(EscapeCharacter);
            }

            text.Append(c);
        }

        return text.ToString();
    }

    public static string Unescape(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == EscapeCharacter && i + 1 < pattern.Length && pattern[i + 1] is '*' or '?' or '[' or ']')
            {
                continue;
            }

            text.Append(pattern[i]);
        }

        return text.ToString();
    }

    public static bool ContainsWildcardCharacters(string pattern)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '*' or '?' or '[' or ']')
            {
                return true;
            }

            if (pattern[i] == EscapeCharacter)
            {
                i++;
            }
        }

        return false;
    }

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case EscapeCharacter when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '*':
                    regex.Append(".*");
                    break;
                case '?':
                    regex.Append('.');
                    break;
                case '[':
                    i = Range(pattern, i, regex);
                    break;
                default:
                    regex.Append(Regex.Escape(c.ToString()));
                    break;
            }
        }

        return regex.Append('$').ToString();
    }

    private static int Range(string pattern, int start, StringBuilder regex)
    {
        var end = start + 1;
        var content = new StringBuilder();
        while (end < pattern.Length && (pattern[end] != ']' || content.Length == 0))
        {
            if (pattern[end] == EscapeCharacter && end + 1 < pattern.Length)
            {
                end++;
            }

            content.Append(pattern[end] is '\\' or '^' or '[' or ']' ? "\\" + pattern[end] : pattern[end].ToString());
            end++;
        }

        if (end >= pattern.Length)
        {
            throw new WildcardPatternException(
                "RuntimeException", ErrorCategory.NotSpecified, null, $"The specified wildcard character pattern is not valid: {pattern}");
        }

        regex.Append('[').Append(content).Append(']');
        return end;
    }
}

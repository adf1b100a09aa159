using System.Globalization;
using System.Text;
using StandIn.Text;

namespace StandIn.Formatting;

/// <summary>Wraps text at a width, between words if possible.</summary>
internal static class LineWrap
{
    // Otherwise lines are broken anywhere.
    private static readonly string[] s_languagesWithWords = ["en", "fr", "de", "it", "pt", "es"];

    public static List<string> Lines(string text) => [.. text.Replace("\r", string.Empty, StringComparison.Ordinal).Split('\n')];

    public static List<string> Wrap(string? text, int firstWidth, int nextWidth)
    {
        var lines = new List<string>();
        if (string.IsNullOrEmpty(text))
        {
            lines.Add(string.Empty);
            return lines;
        }

        foreach (var line in Lines(text))
        {
            if (CellWidth.Of(line) <= firstWidth)
            {
                lines.Add(line);
            }
            else
            {
                Break(line, firstWidth, nextWidth, lines);
            }
        }

        return lines;
    }

    /// <summary>Only the first line, with a mark for omitted text.</summary>
    public static string FirstLine(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var end = text.AsSpan().IndexOfAny('\n', '\r');
        return end < 0 ? text : text[..end] + ValueText.Ellipsis;
    }

    private static void Break(string text, int firstWidth, int nextWidth, List<string> lines)
    {
        var width = firstWidth;
        var left = width;
        var line = new StringBuilder();
        var betweenWords = Array.IndexOf(s_languagesWithWords, CultureInfo.CurrentCulture.TwoLetterISOLanguageName) >= 0;
        foreach (var word in betweenWords ? Words(text) : [text])
        {
            var cells = CellWidth.Of(word);
            if (cells > width)
            {
                foreach (var c in word)
                {
                    var one = CellWidth.Of(c);
                    if (one > left)
                    {
                        NextLine();
                    }

                    line.Append(c);
                    left -= one;
                }

                continue;
            }

            if (cells > left)
            {
                NextLine();
            }

            line.Append(word);
            left -= cells;
        }

        lines.Add(line.ToString());

        void NextLine()
        {
            lines.Add(line.ToString());
            line.Clear();
            width = nextWidth;
            left = width;
        }
    }

    // A blank belongs to the previous word.
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is ' ' or '\t')
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}

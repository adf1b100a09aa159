namespace StandIn.Text;

/// <summary>
/// The number of columns of a text: two for East Asian wide characters, none for combining marks and escape sequences.
/// </summary>
internal static class CellWidth
{
    public static int Of(string text)
    {
        var width = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u001b' && EscapeEnd(text, i) is var end && end > i)
            {
                i = end;
                continue;
            }

            width += Of(text[i]);
        }

        return width;
    }

    public static int Of(char c) =>
        c >= 0x1100
            && (c <= 0x115f
                || c is '\u2329' or '\u232a'
                || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe10 && c <= 0xfe19)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6))
            ? 2
            : 1;

    /// <summary>The prefix of a text that fits a number of columns.</summary>
    public static int HeadLength(string text, int cells)
    {
        var used = 0;
        for (var i = 0; i < text.Length; i++)
        {
            used += Of(text[i]);
            if (used > cells)
            {
                return i;
            }
        }

        return text.Length;
    }

    /// <summary>The start of the suffix that fits a number of columns.</summary>
    public static int TailStart(string text, int cells)
    {
        var used = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            used += Of(text[i]);
            if (used > cells)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static int EscapeEnd(string text, int start)
    {
        if (start + 1 >= text.Length || text[start + 1] != '[')
        {
            return start;
        }

        for (var i = start + 2; i < text.Length; i++)
        {
            if (char.IsAsciiLetter(text[i]))
            {
                return i;
            }
        }

        return start;
    }
}

using System.Text;

namespace AksEgress.Core.Texts;

/// <summary>Wraps text to 80 columns, so that a terminal doesn't break lines inside words.</summary>
internal static class TextBlock
{
    /// <summary>The longest line, in characters.</summary>
    public const int Width = 78;

    /// <summary>Wraps words after a heading; further lines are aligned with the first word. Only a longer word exceeds the width.</summary>
    public static string Wrap(string head, string words)
    {
        var text = new StringBuilder(head);
        var column = head.Length;
        foreach (var word in words.Split(' '))
        {
            if (column > head.Length && column + 1 + word.Length > Width)
            {
                text.AppendLine().Append(' ', head.Length);
                column = head.Length;
            }
            else if (column > head.Length)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        return text.ToString();
    }
}

using System.Text;

namespace AksEgress.Core.Texts;

/// <summary>Text that fits a terminal of 80 columns, so that no terminal breaks it inside a word.</summary>
internal static class TextBlock
{
    /// <summary>The longest line, in characters.</summary>
    public const int Width = 78;

    /// <summary>Words after a head; further lines begin below the first word. Only a word longer than a line goes beyond it.</summary>
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

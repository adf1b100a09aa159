using StandIn.Text;

namespace StandIn.Formatting;

/// <summary>Breaks text into lines: at its own line ends, and wherever a line is full.</summary>
internal static class LineBreaks
{
    public static string[] Split(string text) => text.ReplaceLineEndings("\n").Split('\n');

    public static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (string line in Split(text))
        {
            WrapLine(lines, line, Math.Max(1, width));
        }

        return lines;
    }

    private static void WrapLine(List<string> lines, string line, int width)
    {
        while (CellWidth.Of(line) > width)
        {
            int head = Math.Max(1, CellWidth.HeadLength(line, width));
            lines.Add(line[..head]);
            line = line[head..];
        }

        lines.Add(line);
    }
}

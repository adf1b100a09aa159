using StandIn.Text;

namespace StandIn.Formatting;

/// <summary>Headers and rows of one table.</summary>
internal sealed class TableWriter(TableShape table, int[] widths, Action<string> writeLine)
{
    private const char Ellipsis = '…';

    public void WriteHeaders()
    {
        if (table.HideHeaders)
        {
            return;
        }

        string[] labels = [.. table.Columns.Select(c => c.Label)];
        WriteWrapped(labels);
        WriteSingle([.. labels.Select((label, i) => new string('-', Math.Min(CellWidth.Of(label), widths[i])))]);
    }

    public void WriteRow(IReadOnlyList<string> cells)
    {
        if (table.Wrap)
        {
            WriteWrapped(cells);
        }
        else
        {
            WriteSingle([.. cells.Select((cell, i) => Cut(cell, i))]);
        }
    }

    private void WriteWrapped(IReadOnlyList<string> cells)
    {
        List<string>[] columns = [.. cells.Select((cell, i) => widths[i] == 0 ? [] : LineBreaks.Wrap(cell, widths[i]))];
        int height = columns.Max(c => c.Count);
        for (int line = 0; line < height; line++)
        {
            writeLine(Row([.. columns.Select(c => line < c.Count ? c[line] : string.Empty)]).TrimEnd());
        }
    }

    private void WriteSingle(string[] cells) => writeLine(Row(cells));

    private string Row(string[] cells)
    {
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < cells.Length; i++)
        {
            if (widths[i] == 0)
            {
                continue;
            }

            if (i > 0)
            {
                text.Append(' ');
            }

            Pad(text, cells[i], widths[i], table.Columns[i].Align, isLast: i == cells.Length - 1);
        }

        return text.ToString();
    }

    private static void Pad(System.Text.StringBuilder text, string cell, int width, Align align, bool isLast)
    {
        int free = Math.Max(0, width - CellWidth.Of(cell));
        int before = align switch { Align.Right => free, Align.Center => free / 2, _ => 0 };
        text.Append(' ', before).Append(cell);
        if (!isLast)
        {
            text.Append(' ', free - before);
        }
    }

    // Only a cell's first line stands in a row of one line.
    private string Cut(string cell, int column)
    {
        int width = widths[column];
        int lineEnd = cell.AsSpan().IndexOfAny('\r', '\n');
        bool more = lineEnd >= 0;
        string line = more ? cell[..lineEnd] : cell;
        if (!more && CellWidth.Of(line) <= width)
        {
            return line;
        }

        if (more && CellWidth.Of(line) < width)
        {
            return line + Ellipsis;
        }

        return width <= 1 ? line[..CellWidth.HeadLength(line, width)]
            : table.Columns[column].Align == Align.Right ? Ellipsis + line[CellWidth.TailStart(line, width - 1)..]
            : line[..CellWidth.HeadLength(line, width - 1)] + Ellipsis;
    }
}

using StandIn.Text;

namespace StandIn.Formatting;

/// <summary>How wide each column of a table becomes; 0 is a column for which there is no room.</summary>
internal static class ColumnWidths
{
    private const int LeastWidth = 4;

    // A first column that says no width leaves all of them to what stands in them.
    public static bool NeedRows(TableShape table) => table.AutoSize || table.Columns.Count == 0 || table.Columns[0].Width == 0;

    public static int[] Of(TableShape table, IEnumerable<RowEntry> rows, int width)
    {
        int[] widths = [.. table.Columns.Select(c => c.Width)];
        if (NeedRows(table))
        {
            widths = [.. table.Columns.Select(c => CellWidth.Of(c.Label))];
            foreach (RowEntry row in rows)
            {
                for (int i = 0; i < widths.Length; i++)
                {
                    widths[i] = Math.Max(widths[i], CellWidth.Of(row.Cells[i]));
                }
            }
        }
        else
        {
            Share(widths, width);
        }

        Trim(widths, width);
        return widths;
    }

    // Columns that say no width share what the others leave.
    private static void Share(int[] widths, int width)
    {
        int[] open = [.. Enumerable.Range(0, widths.Length).Where(i => widths[i] <= 0)];
        int left = width - (widths.Length - 1) - widths.Where(w => w > 0).Sum();
        if (open.Length == 0)
        {
            return;
        }

        for (int i = 0; i < open.Length; i++)
        {
            widths[open[i]] = Math.Max(LeastWidth, (left / open.Length) + (i < left % open.Length ? 1 : 0));
        }
    }

    // What is too much is taken from the last column, then from the one before it.
    private static void Trim(int[] widths, int width)
    {
        int used = 0;
        for (int i = 0; i < widths.Length; i++)
        {
            int room = width - used - (i > 0 ? 1 : 0);
            widths[i] = Math.Max(0, Math.Min(widths[i], room));
            used += widths[i] + (i > 0 ? 1 : 0);
            if (room <= 0)
            {
                used = width;
            }
        }
    }
}

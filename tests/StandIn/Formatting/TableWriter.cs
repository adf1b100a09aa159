using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;
using StandIn.Text;

namespace StandIn.Formatting;

/// <summary>The lines of a table, within a width.</summary>
internal sealed class TableWriter
{
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly int[] _widths;
    private readonly Action<string> _line;

    public TableWriter(IReadOnlyList<TableColumn> columns, int[] widths, int screen, Action<string> line)
    {
        _columns = columns;
        _widths = widths;
        _line = line;
        Fit(widths, screen);
    }

    private bool Disabled => !_widths.Any(w => w > 0);

    public void Header()
    {
        if (Disabled)
        {
            return;
        }

        WrappedRow([.. _columns.Select(c => (c.Label, Side.Undefined))]);
        Row([.. _columns.Select((c, i) =>
            (
                new string(
                    '-', _widths[i] <= 0 ? 0 : string.IsNullOrEmpty(c.Label) ? _widths[i] : Math.Min(_widths[i], CellWidth.Of(c.Label))),
                Side.Undefined))]);
    }

    public void Entry(TableRow row)
    {
        if (Disabled)
        {
            return;
        }

        List<(string, Side)> cells = [.. row.Cells.Take(_columns.Count)];
        while (cells.Count < _columns.Count)
        {
            cells.Add((string.Empty, Side.Left));
        }

        if (row.Wrap)
        {
            WrappedRow(cells);
        }
        else
        {
            Row(cells);
        }
    }

    // Columns without a width share the remaining space; columns that don't fit are omitted from the right.
    private static void Fit(int[] widths, int screen)
    {
        var open = Array.ConvertAll(widths, w => w <= 0);
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = Math.Max(1, widths[i]);
        }

        var left = screen - Total(widths);
        if (left >= 0)
        {
            for (var i = 0; left > 0 && Array.IndexOf(open, true) >= 0; i = (i + 1) % widths.Length)
            {
                if (open[i])
                {
                    widths[i]++;
                    left--;
                }
            }

            return;
        }

        for (var last = widths.Length - 1; last >= 0; last--)
        {
            var excess = Total(widths) - screen;
            if (excess <= 0)
            {
                return;
            }

            if (widths[last] - excess >= 1)
            {
                widths[last] -= excess;
                return;
            }

            widths[last] = -1;
        }
    }

    private static int Total(int[] widths) => widths.Where(w => w > 0).Sum() + Math.Max(0, widths.Count(w => w > 0) - 1);

    private static string Pad(string text, int width, Side side, bool padRight)
    {
        var free = width - CellWidth.Of(text);
        return side switch
        {
            Side.Right => new string(' ', free) + text,
            Side.Center => new string(' ', free / 2) + text + (padRight ? new string(' ', free - (free / 2)) : string.Empty),
            _ => padRight ? text + new string(' ', free) : text,
        };
    }

    private static string Field(string? value, int width, Side side, bool padRight)
    {
        var text = LineWrap.FirstLine(value);
        var cells = CellWidth.Of(text);
        if (cells < width)
        {
            text = Pad(text, width, side, padRight);
        }
        else if (cells > width)
        {
            var mark = width > 1 ? ValueText.Ellipsis : string.Empty;
            var kept = width - mark.Length;
            text = side == Side.Right ? mark + text[CellWidth.TailStart(text, kept)..] : text[..CellWidth.HeadLength(text, kept)] + mark;
        }

        return CellWidth.Of(text) == width ? text : side == Side.Right ? " " + text : padRight ? text + " " : text;
    }

    private Side SideOf(int column, Side given) => given == Side.Undefined ? _columns[column].Alignment : given;

    private void Row(IReadOnlyList<(string Text, Side Side)> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (_widths[i] > 0)
            {
                line
                    .Append(i > 0 ? " " : string.Empty)
                    .Append(Field(cells[i].Text, _widths[i], SideOf(i, cells[i].Side), padRight: i < cells.Count - 1));
            }
        }

        _line(line.ToString());
    }

    private void WrappedRow(IReadOnlyList<(string Text, Side Side)> cells)
    {
        int[] shown = [.. Enumerable.Range(0, cells.Count).Where(i => _widths[i] > 0)];
        var blocks = new List<string>[shown.Length];
        for (var k = 0; k < shown.Length; k++)
        {
            var column = shown[k];
            var last = k == shown.Length - 1;
            var side = SideOf(column, cells[column].Side);
            blocks[k] =
            [
                .. LineWrap.Wrap(cells[column].Text, _widths[column], _widths[column])
                    .Select(t =>
                        (k > 0 ? " " : string.Empty)
                            + (!last || side is Side.Right or Side.Center
                                ? CellWidth.Of(t) < _widths[column] ? Pad(t, _widths[column], side, !last) : t
                                : t)),
            ];
        }

        var rows = blocks.Max(b => b.Count);
        for (var row = 0; row < rows; row++)
        {
            var lastWithText = Array.FindLastIndex(blocks, b => b.Count > row);
            var line = new StringBuilder();
            for (var k = 0; k <= lastWithText; k++)
            {
                var part = blocks[k].Count > row ? blocks[k][row] : new string(' ', _widths[shown[k]] + (k > 0 ? 1 : 0));
                line.Append(k == lastWithText && rows > 1 ? part.TrimEnd() : part);
            }

            _line(line.ToString());
        }
    }
}

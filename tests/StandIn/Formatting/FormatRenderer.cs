using Microsoft.PowerShell.Commands.Internal.Format;

namespace StandIn.Formatting;

/// <summary>Writes records as lines of text of at most the given width.</summary>
internal sealed class FormatRenderer(int width, Action<string> writeLine)
{
    // A table that makes its columns as wide as what stands in them waits for its group's end.
    private readonly List<FormatEntryData> _waiting = [];
    private Shape? _shape;
    private TableWriter? _table;
    private bool _firstGroup;

    public void Write(FormatInfoData data)
    {
        switch (data)
        {
            case FormatStartData start:
                _shape = start.Shape;
                _firstGroup = true;
                writeLine(string.Empty);
                break;
            case GroupStartData group:
                StartGroup(group.Heading);
                break;
            case FormatEntryData entry when _shape is TableShape && _table is null:
                _waiting.Add(entry);
                break;
            case FormatEntryData entry:
                WriteEntry(entry);
                break;
            case GroupEndData:
                EndGroup();
                break;
            case FormatEndData:
                _shape = null;
                break;
        }
    }

    private void StartGroup(string? heading)
    {
        if (!_firstGroup && _shape is ListShape)
        {
            writeLine(string.Empty);
        }

        _firstGroup = false;
        if (heading is not null)
        {
            writeLine("   " + heading);
            writeLine(string.Empty);
        }

        _table = null;
        if (_shape is TableShape table && !ColumnWidths.NeedRows(table))
        {
            StartTable(table, []);
        }
    }

    private void StartTable(TableShape table, IEnumerable<RowEntry> rows)
    {
        _table = new TableWriter(table, ColumnWidths.Of(table, rows, width), writeLine);
        _table.WriteHeaders();
    }

    private void EndGroup()
    {
        if (_shape is TableShape table && _table is null)
        {
            StartTable(table, _waiting.Select(e => e.Entry).OfType<RowEntry>());
            _waiting.ForEach(WriteEntry);
            _waiting.Clear();
        }

        _table = null;
        if (_shape is not ListShape)
        {
            writeLine(string.Empty);
        }
    }

    private void WriteEntry(FormatEntryData data)
    {
        switch (data.Entry)
        {
            case TextEntry text:
                writeLine(text.Text);
                break;
            case RowEntry row:
                _table!.WriteRow(row.Cells);
                break;
            case ListEntry list:
                if (data.OutOfBand)
                {
                    writeLine(string.Empty);
                }

                // The blank line after each is also the one at the list's end.
                ListWriter.Write(list, width, writeLine);
                writeLine(string.Empty);
                break;
            case CustomEntry custom:
                new CustomWriter(width, writeLine).Write(custom);
                break;
        }
    }
}

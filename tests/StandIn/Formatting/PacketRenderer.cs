using Microsoft.PowerShell.Commands.Internal.Format;
using StandIn.Text;

namespace StandIn.Formatting;

/// <summary>Converts layouts to lines. A table without fixed widths waits for the end of its group to measure it.</summary>
internal sealed class PacketRenderer(int width, Action<string> line)
{
    private readonly int _tableWidth = width == int.MaxValue ? ConsoleWidth() : width;
    private readonly List<FormatInfoData> _waiting = [];
    private FormatStartData? _document;
    private TableWriter? _table;
    private bool _measuring;

    public void Add(FormatInfoData packet)
    {
        if (_measuring && packet is not GroupEndData)
        {
            _waiting.Add(packet);
            return;
        }

        Write(packet);
    }

    /// <summary>A document without an end is ended here.</summary>
    public void Flush()
    {
        if (_measuring)
        {
            WriteMeasured();
        }
    }

    private static int ConsoleWidth()
    {
        const int otherwise = 120;
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : otherwise;
        }
        catch (Exception failure) when (failure is IOException or PlatformNotSupportedException or InvalidOperationException)
        {
            return otherwise;
        }
    }

    private bool OpenWidths =>
        _document is { Shape: Shape.Table, Columns.Count: > 0 } && (_document.AutoSize || _document.Columns[0].Width == 0);

    private void Write(FormatInfoData packet)
    {
        switch (packet)
        {
            case FormatStartData start:
                _document = start;
                line(string.Empty);
                break;
            case GroupStartData group:
                StartGroup(group);
                break;
            case FormatEntryData { OutOfBand: true } loose:
                WriteLoose(loose.Content);
                break;
            case FormatEntryData entry:
                WriteEntry(entry.Content);
                break;
            case GroupEndData:
                EndGroup();
                break;
            case FormatEndData:
                if (_document?.Shape != Shape.List)
                {
                    line(string.Empty);
                }

                _document = null;
                break;
        }
    }

    private void StartGroup(GroupStartData group)
    {
        if (group.Heading is not null)
        {
            new CustomWriter(width, line).Write(group.Heading);
            line(string.Empty);
        }

        if (_document?.Shape == Shape.Table)
        {
            _table = null;
            if (OpenWidths)
            {
                _measuring = true;
            }
            else
            {
                StartTable([.. _document.Columns.Select(c => c.Width)]);
            }
        }
    }

    private void StartTable(int[] widths)
    {
        if (_document!.Columns.Count == 0)
        {
            return;
        }

        _table = new TableWriter(_document.Columns, widths, _tableWidth, line);
        if (!_document.HideHeaders)
        {
            _table.Header();
        }
    }

    private void WriteMeasured()
    {
        _measuring = false;
        int[] widths = [.. _document!.Columns.Select(c => CellWidth.Of(c.Label))];
        foreach (var row in _waiting.OfType<FormatEntryData>().Select(e => e.Content).OfType<TableRow>())
        {
            for (var i = 0; i < Math.Min(row.Cells.Count, widths.Length); i++)
            {
                widths[i] = Math.Max(widths[i], CellWidth.Of(row.Cells[i].Text));
            }
        }

        StartTable(widths);
        foreach (var packet in _waiting)
        {
            Write(packet);
        }

        _waiting.Clear();
    }

    private void EndGroup()
    {
        if (_measuring)
        {
            WriteMeasured();
        }

        _table = null;
    }

    private void WriteEntry(EntryContent content)
    {
        switch (content)
        {
            case TableRow row:
                _table?.Entry(row);
                break;
            case ListEntry list:
                WriteList(list);
                line(string.Empty);
                break;
            case CustomEntry custom:
                new CustomWriter(width, line).Write(custom.Piece);
                break;
            default:
                WriteLoose(content);
                break;
        }
    }

    private void WriteLoose(EntryContent content)
    {
        switch (content)
        {
            case RawText raw:
                line(raw.Text);
                break;
            case CustomEntry custom:
                new CustomWriter(int.MaxValue, line).Write(custom.Piece);
                break;
            case ListEntry list:
                line(string.Empty);
                WriteList(list);
                line(string.Empty);
                break;
        }
    }

    private void WriteList(ListEntry list)
    {
        const string separator = " : ";
        if (list.Fields.Count == 0)
        {
            return;
        }

        var label = Math.Min(list.Fields.Max(f => CellWidth.Of(f.Label)), width - separator.Length - 1);
        var room = width - label - separator.Length;
        string indent = new(' ', label + separator.Length);
        foreach ((var name, var text) in list.Fields)
        {
            var cells = CellWidth.Of(name);
            var before = (cells > label ? name[..CellWidth.HeadLength(name, label)] : name + new string(' ', label - cells)) + separator;
            foreach (var part in LineWrap.Lines(text))
            {
                foreach (var wrapped in LineWrap.Wrap(part, room, room))
                {
                    line(before + wrapped);
                    before = indent;
                }
            }
        }
    }
}

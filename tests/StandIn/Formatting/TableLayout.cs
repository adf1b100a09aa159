using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using StandIn.Commands;
using StandIn.Sessions;

namespace StandIn.Formatting;

/// <summary>Rows and columns.</summary>
internal sealed class TableLayout(Session session, View? view, FormatOptions options) : Layout(session, view, options)
{
    private const int MostColumns = 10;
    private List<PropertySelector> _selectors = [];

    public override FormatStartData Start(PSObject first)
    {
        _selectors = View is null ? [.. Selectors(first, MostColumns)] : [];
        return new FormatStartData(Shape.Table)
        {
            AutoSize = View?.AutoSize ?? false,
            HideHeaders = View?.HideHeaders ?? false,
            Columns = View is null ? [.. _selectors.Select(s => Column(s, first))] : ViewColumns(first),
        };
    }

    public override EntryContent Entry(PSObject target)
    {
        if (View is null)
        {
            return new TableRow(
                [.. _selectors.Select(s =>
                    (ValueText.Of(s.ValueOf(target), s.Option("FormatString") as string, inTable: true), Side.Undefined))],
                Wrap: false);
        }

        var row = Row(target, out var items);
        return new TableRow(
            [.. items.Select(i =>
                (
                    i.Value is null
                        ? string.Empty
                        : ValueText.Of(ValueText.Evaluate(i.Value, target, out _), i.Value.FormatString, inTable: false),
                    i.Alignment))],
            row?.Wrap ?? false);
    }

    private static TableColumn Column(PropertySelector selector, PSObject first)
    {
        (var name, var value, var _) = selector.Of(first).First();
        var width = selector.Option("Width") is { } given ? LanguagePrimitives.ConvertTo<int>(given) : 0;
        var side = selector.Option("Alignment") is { } wanted && LanguagePrimitives.TryConvertTo(wanted, out Side chosen)
            ? chosen
            : ValueText.DefaultSide(value);
        return new TableColumn(name, width, side);
    }

    private List<TableColumn> ViewColumns(PSObject first)
    {
        Row(first, out var items);
        var columns = new List<TableColumn>();
        for (var i = 0; i < items.Count; i++)
        {
            var header = i < View!.Headers.Count ? View.Headers[i] : null;
            var side = header is { Alignment: not Side.Undefined } ? header.Alignment : items[i].Alignment;
            columns.Add(new TableColumn(header?.Label ?? items[i].Value?.Text ?? string.Empty, header?.Width ?? 0, side));
        }

        return columns;
    }

    // An entry for some types can leave columns to the one for all types.
    private RowDefinition? Row(PSObject target, out IReadOnlyList<ColumnItem> items)
    {
        var byDefault = View!.Rows.FirstOrDefault(r => r.Selection is null) ?? (View.Rows.Count > 0 ? View.Rows[0] : null);
        var row = FormatDatabase.Entry(View.Rows, r => r.Selection, target) ?? byDefault;
        items = row is null || row == byDefault
            ? row?.Items ?? []
            : [.. row.Items.Select((item, i) => item.Value is null && i < byDefault!.Items.Count ? byDefault.Items[i] : item)];
        return row;
    }
}

using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;

namespace StandIn.Formatting;

/// <summary>Reads Format.ps1xml text into views.</summary>
internal sealed class FormatFile
{
    private readonly Dictionary<string, CustomControl> _named = new(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<View> Read(string text) => new FormatFile().Views(XElement.Parse(text));

    private List<View> Views(XElement configuration)
    {
        foreach (XElement control in configuration.Element("Controls")?.Elements("Control") ?? [])
        {
            _named[Text(control, "Name")!] = Custom(control.Element("CustomControl")!);
        }

        return [.. configuration.Element("ViewDefinitions")?.Elements("View").Select(ReadView).OfType<View>() ?? []];
    }

    private View? ReadView(XElement view)
    {
        string[] types = [.. view.Element("ViewSelectedBy")?.Elements("TypeName").Select(t => t.Value.Trim()) ?? []];
        ViewControl? control = view.Element("TableControl") is { } table ? Table(table)
            : view.Element("ListControl") is { } list ? List(list)
            : view.Element("CustomControl") is { } custom ? Custom(custom)
            : null;
        return control is null ? null : new View(Text(view, "Name") ?? string.Empty, types, control, GroupBy(view.Element("GroupBy")));
    }

    private static Grouping? GroupBy(XElement? groupBy)
    {
        if (groupBy is null)
        {
            return null;
        }

        FieldExpression field = Field(groupBy);
        return new Grouping(Text(groupBy, "Label") ?? field.Caption, field);
    }

    private static TableControl Table(XElement table)
    {
        XElement row = First(table.Element("TableRowEntries"), "TableRowEntry");
        FieldExpression[] fields = [.. row.Element("TableColumnItems")?.Elements("TableColumnItem").Select(Field) ?? []];
        XElement[] headers = [.. table.Element("TableHeaders")?.Elements("TableColumnHeader") ?? []];
        Column[] columns = [.. fields.Select((field, i) => Header(field, headers.ElementAtOrDefault(i)))];
        return new TableControl(columns, fields, table.Element("AutoSize") is not null, table.Element("HideTableHeaders") is not null, row.Element("Wrap") is not null);
    }

    private static Column Header(FieldExpression field, XElement? header) => new(
        Text(header, "Label") ?? field.Caption,
        Number(header, "Width"),
        Enum.TryParse(Text(header, "Alignment"), ignoreCase: true, out Align align) ? align : Align.Unsaid);

    private static ListControl List(XElement list) => new(
    [
        .. First(list.Element("ListEntries"), "ListEntry").Element("ListItems")?.Elements("ListItem").Select(item =>
        {
            FieldExpression field = Field(item);
            return (Text(item, "Label") ?? field.Caption, field);
        }) ?? [],
    ]);

    private CustomControl Custom(XElement custom) => new(Items(First(custom.Element("CustomEntries"), "CustomEntry").Element("CustomItem")));

    private List<CustomItem> Items(XElement? item) => [.. item?.Elements().Select(Item).OfType<CustomItem>() ?? []];

    private CustomItem? Item(XElement element) => element.Name.LocalName switch
    {
        "Text" => new CustomTextItem(element.Value),
        "NewLine" => new CustomNewLineItem(),
        "Frame" => new CustomFrameItem(Number(element, "LeftIndent"), Items(element.Element("CustomItem"))),
        "ExpressionBinding" => new CustomExpressionItem(Field(element), element.Element("EnumerateCollection") is not null, Nested(element)),
        _ => throw new FormatException($"{element.Name.LocalName}: unknown in a custom view."),
    };

    // By name it may be one that comes later in the file.
    private Func<CustomControl?>? Nested(XElement binding)
    {
        if (binding.Element("CustomControl") is { } inline)
        {
            CustomControl control = Custom(inline);
            return () => control;
        }

        return Text(binding, "CustomControlName") is { } name ? () => _named.GetValueOrDefault(name) : null;
    }

    // Entries for some types only come before the one for all, which is the one that is read here.
    private static XElement First(XElement? entries, string name) =>
        entries?.Elements(name).FirstOrDefault(e => e.Element("EntrySelectedBy") is null) ?? throw new FormatException($"A {name} for all types is missing.");

    private static FieldExpression Field(XElement element) => new(
        Text(element, "PropertyName"),
        element.Element("ScriptBlock") is { } script ? ScriptBlock.Create(script.Value) : null,
        Text(element, "FormatString"))
    {
        Condition = element.Element("ItemSelectionCondition") is { } condition ? Field(condition) : null,
    };

    private static string? Text(XElement? parent, string name) => parent?.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static int Number(XElement? parent, string name) =>
        int.TryParse(Text(parent, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : 0;
}

using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;

namespace StandIn.Formatting;

/// <summary>Reads a *.format.ps1xml.</summary>
internal sealed class FormatFile
{
    private readonly string _source;
    private readonly Dictionary<string, List<string>> _selectionSets = new(StringComparer.OrdinalIgnoreCase);

    private FormatFile(XElement root, string source)
    {
        _source = source;
        foreach (var set in root.Element("SelectionSets")?.Elements("SelectionSet") ?? [])
        {
            _selectionSets[Text(set, "Name")!] = [.. set.Element("Types")!.Elements("TypeName").Select(t => t.Value.Trim())];
        }

        Controls = NamedControls(root.Element("Controls"));
        Views = [.. (root.Element("ViewDefinitions")?.Elements("View") ?? []).Select(ToView)];
    }

    public IReadOnlyList<View> Views { get; }

    public IReadOnlyDictionary<string, CustomControl> Controls { get; }

    public static FormatFile Read(string path)
    {
        try
        {
            return new FormatFile(XDocument.Load(path, LoadOptions.PreserveWhitespace).Root!, path);
        }
        catch (Exception failure)
            when (failure is System.Xml.XmlException or IOException or NullReferenceException or ArgumentException
                or InvalidOperationException)
            {
                throw new RuntimeException(
                    "FormatXmlUpdateException",
                    ErrorCategory.InvalidData,
                    path,
                    $"There was an error in loading the format data file: {path}: {failure.Message}",
                    failure);
            }
    }

    public static FormatFile Read(Stream stream, string name) => new(XDocument.Load(stream, LoadOptions.PreserveWhitespace).Root!, name);

    private static string? Text(XElement element, string name) => element.Element(name)?.Value.Trim();

    private static int Number(XElement? element, int otherwise) =>
        element is null ? otherwise : int.Parse(element.Value.Trim(), CultureInfo.InvariantCulture);

    private static bool Flag(XElement? element) =>
        element is not null && !element.Value.Trim().Equals("false", StringComparison.OrdinalIgnoreCase);

    private static Side SideOf(XElement element) =>
        Enum.TryParse(Text(element, "Alignment"), ignoreCase: true, out Side side) ? side : Side.Undefined;

    private static ValueExpression? Expression(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var format = Text(element, "FormatString");
        return Text(element, "PropertyName") is { } property ? new ValueExpression(property, null, format)
            : element.Element("ScriptBlock") is { } block ? new ValueExpression(null, ScriptBlock.Create(block.Value), format)
            : null;
    }

    private View ToView(XElement view)
    {
        var name = Text(view, "Name") ?? throw new InvalidOperationException("A view has no name.");
        var selectedBy = view.Element("ViewSelectedBy")
            ?? throw new InvalidOperationException($"The view '{name}' is selected by nothing.");
        var table = view.Element("TableControl");
        var list = view.Element("ListControl");
        var custom = view.Element("CustomControl");
        return new View
        {
            Name = name,
            Source = _source,
            TypeNames = [.. TypesOf(selectedBy)],
            Shape = table is not null ? Shape.Table : list is not null ? Shape.List : custom is not null ? Shape.Custom
                : throw new InvalidOperationException($"The view '{name}' has no control."),
            OutOfBand = Flag(view.Element("OutOfBand")),
            GroupBy = ToGrouping(view.Element("GroupBy")),
            AutoSize = Flag(table?.Element("AutoSize")),
            HideHeaders = Flag(table?.Element("HideTableHeaders")),
            Headers = [.. (table?.Element("TableHeaders")?.Elements("TableColumnHeader") ?? []).Select(h =>
                new ColumnHeader(h.Element("Label")?.Value, Number(h.Element("Width"), 0), SideOf(h)))],
            Rows = [.. (table?.Element("TableRowEntries")?.Elements("TableRowEntry") ?? []).Select(ToRow)],
            Lists = [.. (list?.Element("ListEntries")?.Elements("ListEntry") ?? []).Select(ToList)],
            Custom = custom is null ? null : ToControl(custom),
            Controls = NamedControls(view.Element("Controls")),
        };
    }

    private IEnumerable<string> TypesOf(XElement element) =>
        element.Elements("TypeName").Select(t => t.Value.Trim())
            .Concat(element.Elements("SelectionSetName").SelectMany(s => _selectionSets.GetValueOrDefault(s.Value.Trim()) ?? []));

    private EntrySelection? Selection(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var condition = element.Element("SelectionCondition");
        return new EntrySelection([.. TypesOf(element).Concat(condition is null ? [] : TypesOf(condition))], Expression(condition));
    }

    private Grouping? ToGrouping(XElement? element) =>
        Expression(element) is { } value ? new Grouping(value, element!.Element("Label")?.Value, Reference(element)) : null;

    private RowDefinition ToRow(XElement row) => new(
        Selection(row.Element("EntrySelectedBy")),
        [.. (row.Element("TableColumnItems")?.Elements("TableColumnItem") ?? []).Select(i => new ColumnItem(Expression(i), SideOf(i)))],
        Flag(row.Element("Wrap")));

    private ListDefinition ToList(XElement entry) => new(
        Selection(entry.Element("EntrySelectedBy")),
        [
            .. entry.Element("ListItems")!.Elements("ListItem").Select(i => new ListItem(
                i.Element("Label")?.Value,
                Expression(i) ?? throw new InvalidOperationException("A list item has neither a property nor a script block."),
                Expression(i.Element("ItemSelectionCondition")))),
        ]);

    private Dictionary<string, CustomControl> NamedControls(XElement? controls) =>
        (controls?.Elements("Control") ?? []).ToDictionary(
            c => Text(c, "Name")!, c => ToControl(c.Element("CustomControl")!), StringComparer.OrdinalIgnoreCase);

    private CustomControl ToControl(XElement element) => new(
        null,
        [.. element
            .Element("CustomEntries")!
            .Elements("CustomEntry")
            .Select(e => new CustomDefinition(Selection(e.Element("EntrySelectedBy")), Tokens(e.Element("CustomItem")!)))]);

    private CustomControl? Reference(XElement element) =>
        element.Element("CustomControl") is { } inline
            ? ToControl(inline)
            : Text(element, "CustomControlName") is { } name ? new CustomControl(name, [])
            : null;

    private List<CustomToken> Tokens(XElement item) => [.. item.Elements().Select(ToToken)];

    private CustomToken ToToken(XElement element) => element.Name.LocalName switch
    {
        "Text" => new TextToken(element.Value),
        "NewLine" => new NewLineToken(Number(element.Element("Count"), 1)),
        "Frame" => new FrameToken(
            Number(element.Element("LeftIndent"), 0),
            Number(element.Element("RightIndent"), 0),
            Number(element.Element("FirstLineIndent"), 0) - Number(element.Element("FirstLineHanging"), 0),
            Tokens(element.Element("CustomItem")!)),
        "ExpressionBinding" => new BindingToken(
            Expression(element),
            Expression(element.Element("ItemSelectionCondition")),
            element.Element("EnumerateCollection") is not null,
            Reference(element)),
        _ => throw new InvalidOperationException($"A custom item cannot hold '{element.Name.LocalName}'."),
    };
}

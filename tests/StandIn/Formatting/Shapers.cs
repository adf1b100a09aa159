using System.Management.Automation;
using StandIn.Commands;
using StandIn.Objects;

namespace StandIn.Formatting;

/// <summary>Makes entries of objects in one shape.</summary>
internal abstract class Shaper
{
    public abstract Shape Shape { get; }

    public abstract Entry Of(PSObject target);
}

/// <summary>Rows by a view's columns.</summary>
internal sealed class ViewTableShaper(TableControl view, FormatRequest request) : Shaper
{
    public override Shape Shape { get; } = new TableShape(view.Columns, view.AutoSize || request.AutoSize, view.HideHeaders || request.HideHeaders, view.Wrap || request.Wrap);

    public override Entry Of(PSObject target) => new RowEntry([.. view.Fields.Select(f => f.TextOf(target))]);
}

/// <summary>Rows by properties, which the first object decides.</summary>
internal sealed class PropertyTableShaper : Shaper
{
    private const int MostOwnColumns = 10;
    private readonly List<(Column Column, PropertySelector Selector)> _columns = [];

    public PropertyTableShaper(PSObject first, FormatRequest request)
    {
        IEnumerable<PropertySelector> selectors = request.Properties ?? DisplayProperties.Of(first).Take(MostOwnColumns).Select(n => new PropertySelector(n));
        foreach (PropertySelector selector in selectors)
        {
            bool many = selector.Name is { } name && WildcardPattern.ContainsWildcardCharacters(name);
            foreach ((string label, object? value, bool _) in selector.Of(first))
            {
                _columns.Add((new Column(label.Trim(), Width(selector), AlignmentOf(selector, value)), many ? new PropertySelector(label) : selector));
            }
        }

        Shape = new TableShape([.. _columns.Select(c => c.Column)], request.AutoSize, request.HideHeaders, request.Wrap);
    }

    public override Shape Shape { get; }

    public override Entry Of(PSObject target) => new RowEntry([.. _columns.Select(c => ValueText.Of(c.Selector.ValueOf(target), c.Selector.FormatString(), roundReals: true))]);

    private static int Width(PropertySelector selector) => selector.Option("Width") is { } width ? LanguagePrimitives.ConvertTo<int>(width) : 0;

    private static Align AlignmentOf(PropertySelector selector, object? value)
    {
        if (selector.Option("Alignment") is { } said && Enum.TryParse(ObjectText.Of(said), ignoreCase: true, out Align align))
        {
            return align;
        }

        object? plain = PSObject.Unwrap(value);
        return plain is Enum or decimal or System.Numerics.BigInteger || plain?.GetType().IsPrimitive == true ? Align.Right : Align.Left;
    }
}

internal sealed class ViewListShaper(ListControl view) : Shaper
{
    public override Shape Shape { get; } = new ListShape();

    public override Entry Of(PSObject target) => new ListEntry([.. view.Items.Where(i => i.Field.AppliesTo(target)).Select(i => (i.Label, i.Field.TextOf(target)))]);
}

/// <summary>Label and value of each object's own properties, or of those asked for that it has.</summary>
internal sealed class PropertyListShaper(IReadOnlyList<PropertySelector>? properties) : Shaper
{
    public override Shape Shape { get; } = new ListShape();

    public override Entry Of(PSObject target)
    {
        IEnumerable<PropertySelector> selectors = properties ?? DisplayProperties.Of(target).Select(n => new PropertySelector(n));
        return new ListEntry(
        [
            .. selectors.SelectMany(s => s.Of(target).Where(v => v.Found).Select(v => (v.Name.Trim(), ValueText.Of(v.Value, s.FormatString())))),
        ]);
    }
}

internal sealed class ViewCustomShaper(CustomControl view) : Shaper
{
    public override Shape Shape { get; } = new CustomShape();

    public override Entry Of(PSObject target)
    {
        var tokens = new List<CustomToken>();
        Add(tokens, view.Items, target);
        return new CustomEntry(tokens);
    }

    private static void Add(List<CustomToken> tokens, IReadOnlyList<CustomItem> items, PSObject target)
    {
        foreach (CustomItem item in items)
        {
            switch (item)
            {
                case CustomTextItem text:
                    tokens.Add(new CustomToken(CustomTokenKind.Text, text.Text));
                    break;
                case CustomNewLineItem:
                    tokens.Add(new CustomToken(CustomTokenKind.NewLine));
                    break;
                case CustomFrameItem frame:
                    tokens.Add(new CustomToken(CustomTokenKind.Indent, Amount: frame.Left));
                    Add(tokens, frame.Items, target);
                    tokens.Add(new CustomToken(CustomTokenKind.Outdent, Amount: frame.Left));
                    break;
                case CustomExpressionItem expression when expression.Field.AppliesTo(target):
                    AddValue(tokens, expression, expression.Field.ValueOf(target));
                    break;
            }
        }
    }

    private static void AddValue(List<CustomToken> tokens, CustomExpressionItem expression, object? value)
    {
        IEnumerable<object?> values = expression.Enumerate && LanguagePrimitives.GetEnumerable(value) is { } many ? many.Cast<object?>() : [value];
        foreach (object? one in values)
        {
            if (expression.Control?.Invoke() is { } control)
            {
                if (!PSObject.IsNothing(one))
                {
                    Add(tokens, control.Items, PSObject.AsPSObject(one!));
                }
            }
            else
            {
                tokens.Add(new CustomToken(CustomTokenKind.Text, ValueText.Of(one, expression.Field.FormatString)));
            }
        }
    }
}

using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using StandIn.Commands;
using StandIn.Sessions;

namespace StandIn.Formatting;

/// <summary>The layout of the objects of a document: by a view, or by their properties.</summary>
internal abstract class Layout(Session session, View? view, FormatOptions options)
{
    private const int MostTableProperties = 4;

    protected Session Session => session;

    protected View? View => view;

    protected FormatOptions Options => options;

    public static Layout Choose(Session session, FormatOptions options, PSObject first)
    {
        var view = options.Properties.Count > 0 ? null : session.Formats.Find(options.Shape, first.CurrentTypeNames);
        var shape = view?.Shape ?? options.Shape;
        if (shape == Shape.Any)
        {
            var count = session.Types.DefaultDisplayProperties(first)?.Count ?? first.Properties.Count();
            shape = count <= MostTableProperties ? Shape.Table : Shape.List;
        }

        return shape switch
        {
            Shape.Table => new TableLayout(session, view, options),
            Shape.List => new ListLayout(session, view, options),
            _ => new CustomLayout(session, view, options),
        };
    }

    public abstract FormatStartData Start(PSObject first);

    public abstract EntryContent Entry(PSObject target);

    public bool Applies(PSObject target) => view is null || FormatDatabase.Applies(view, target.CurrentTypeNames);

    /// <summary>False if there is no grouping.</summary>
    public bool GroupValue(PSObject target, out object? value)
    {
        value = null;
        if (view?.GroupBy is null)
        {
            return false;
        }

        value = ValueText.Evaluate(view.GroupBy.Value, target, out var failed);
        return !failed;
    }

    public FormatPiece? Heading(PSObject target, object? value)
    {
        if (view?.GroupBy is null)
        {
            return null;
        }

        if (view.GroupBy.Control is { } control)
        {
            return new CustomLayout(session, view, options).Piece(control, target);
        }

        var label = view.GroupBy.Label ?? NameOf(view.GroupBy.Value, target);
        return new BlockPiece(0, 0, 0, [new TextPiece($"   {label}: "), new TextPiece(ValueText.Of(value, null, inTable: false))]);
    }

    protected static string NameOf(ValueExpression expression, PSObject target) =>
        expression.Property is { } property ? target.Properties[property]?.Name ?? property : expression.Text;

    /// <summary>The properties to display without a view.</summary>
    protected IEnumerable<PropertySelector> Selectors(PSObject target, int limit)
    {
        return options.Properties.Count > 0
            ? options.Properties.SelectMany(p => Expand(p, target))
            : (session.Types.DefaultDisplayProperties(target) ?? [.. target.Properties.Select(p => p.Name).Take(limit)]).Select(n =>
                new PropertySelector(n));
    }

    private static IEnumerable<PropertySelector> Expand(PropertySelector selector, PSObject target) =>
        selector.Name is { } name && WildcardPattern.ContainsWildcardCharacters(name)
            ? target.Properties.Match(name).Select(p => new PropertySelector(p.Name))
            : [selector];
}

/// <summary>One property per line.</summary>
internal sealed class ListLayout(Session session, View? view, FormatOptions options) : Layout(session, view, options)
{
    public static List<(string Label, string Text)> FieldsOf(Session session, PSObject target) =>
        new ListLayout(session, null, new FormatOptions { Shape = Shape.List }).Fields(target);

    public override FormatStartData Start(PSObject first) => new(Shape.List);

    public override EntryContent Entry(PSObject target) => new ListEntry(Fields(target));

    private List<(string Label, string Text)> Fields(PSObject target)
    {
        if (View is null)
        {
            return
            [
                .. Selectors(target, int.MaxValue).Select(s =>
                {
                    (var name, var value, var _) = s.Of(target).First();
                    return (name, ValueText.Of(value, s.Option("FormatString") as string, inTable: false));
                }),
            ];
        }

        var definition = FormatDatabase.Entry(View.Lists, d => d.Selection, target);
        var fields = new List<(string, string)>();
        foreach (var item in definition?.Items ?? [])
        {
            if (item.Condition is not null && !LanguagePrimitives.IsTrue(ValueText.Evaluate(item.Condition, target, out _)))
            {
                continue;
            }

            var value = ValueText.Evaluate(item.Value, target, out _);
            fields.Add((item.Label ?? NameOf(item.Value, target), ValueText.Of(value, item.Value.FormatString, inTable: false)));
        }

        return fields;
    }
}

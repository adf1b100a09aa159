using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using StandIn.Commands;
using StandIn.Objects;
using StandIn.Sessions;

namespace StandIn.Formatting;

/// <summary>Text, frames and bindings as a view says, or an object as a tree.</summary>
internal sealed class CustomLayout(Session session, View? view, FormatOptions options) : Layout(session, view, options)
{
    private const int MostLevels = 50;
    private const int Step = 2;

    public override FormatStartData Start(PSObject first) => new(Shape.Custom);

    public override EntryContent Entry(PSObject target) => new CustomEntry(View is null ? Tree(target) : Piece(target));

    public BlockPiece Piece(PSObject target) => Piece(View!.Custom!, target);

    public BlockPiece Piece(CustomControl control, PSObject target)
    {
        var block = new BlockPiece();
        Fill(control, target, block.Pieces, 0);
        return block;
    }

    private void Fill(CustomControl control, PSObject target, List<FormatPiece> pieces, int level)
    {
        if (level >= MostLevels || Session.Formats.Resolve(View, control) is not { } resolved)
        {
            return;
        }

        if (FormatDatabase.Entry(resolved.Definitions, d => d.Selection, target) is { } definition)
        {
            Fill(definition.Tokens, target, pieces, level);
        }
    }

    private void Fill(IReadOnlyList<CustomToken> tokens, PSObject target, List<FormatPiece> pieces, int level)
    {
        foreach (CustomToken token in tokens)
        {
            switch (token)
            {
                case TextToken text:
                    pieces.Add(new TextPiece(text.Text));
                    break;
                case NewLineToken lines:
                    pieces.AddRange(Enumerable.Repeat(new NewLinePiece(), lines.Count));
                    break;
                case FrameToken frame:
                    var inner = new BlockPiece(frame.Left, frame.Right, frame.FirstLine, []);
                    Fill(frame.Tokens, target, inner.Pieces, level);
                    pieces.Add(inner);
                    break;
                case BindingToken binding:
                    Bind(binding, target, pieces, level);
                    break;
            }
        }
    }

    private void Bind(BindingToken binding, PSObject target, List<FormatPiece> pieces, int level)
    {
        if (binding.Condition is not null && !LanguagePrimitives.IsTrue(ValueText.Evaluate(binding.Condition, target, out _)))
        {
            return;
        }

        object? value = binding.Value is null ? target : ValueText.Evaluate(binding.Value, target, out _);
        IEnumerable<object?> items = binding.Enumerate && ValueText.Elements(value) is { } many ? many.Cast<object?>().Where(i => i is not null) : [value];
        foreach (object? item in items)
        {
            if (binding.Control is null)
            {
                pieces.Add(new TextPiece(ValueText.Of(item ?? string.Empty, binding.Value?.FormatString, inTable: false)));
            }
            else if (item is not null)
            {
                Fill(binding.Control, PSObject.AsPSObject(item), pieces, level + 1);
            }
        }
    }

    private BlockPiece Tree(PSObject target)
    {
        var block = new BlockPiece();
        AddObject(target, block.Pieces, 0, Options.Properties);
        return block;
    }

    private void AddObject(PSObject target, List<FormatPiece> pieces, int level, IReadOnlyList<PropertySelector> properties)
    {
        string name = ObjectTypes.First(target);
        pieces.AddRange([new TextPiece("class " + name[(name.LastIndexOf('.') + 1)..]), new NewLinePiece(), new TextPiece("{"), new NewLinePiece()]);
        var inner = new BlockPiece(Step, 0, 0, []);
        pieces.Add(inner);
        IEnumerable<PropertySelector> shown = properties.Count > 0 ? Selectors(target, int.MaxValue)
            : (Session.Types.DefaultDisplayProperties(target) ?? [.. target.Properties.Select(p => p.Name)]).Select(n => new PropertySelector(n));
        foreach (PropertySelector selector in shown)
        {
            (string property, object? value, bool _) = selector.Of(target).First();
            inner.Pieces.Add(new TextPiece(property + " = "));
            AddValue(value, inner.Pieces, level);
        }

        pieces.AddRange([new TextPiece("}"), new NewLinePiece()]);
    }

    private void AddValue(object? value, List<FormatPiece> pieces, int level)
    {
        if (value is not null && ValueText.Elements(value) is { } many)
        {
            pieces.Add(new NewLinePiece());
            var indented = new BlockPiece(Step, 0, 0, []);
            pieces.Add(indented);
            AddList(many, indented.Pieces, level + 1);
        }
        else if (value is null || level >= Options.Depth || ValueText.IsScalar(value))
        {
            pieces.AddRange([new TextPiece(ValueText.Of(value, null, inTable: false)), new NewLinePiece()]);
        }
        else
        {
            pieces.Add(new NewLinePiece());
            var indented = new BlockPiece(Step, 0, 0, []);
            pieces.Add(indented);
            AddObject(PSObject.AsPSObject(value), indented.Pieces, level + 1, []);
        }
    }

    private void AddList(IEnumerable many, List<FormatPiece> pieces, int level)
    {
        pieces.AddRange([new TextPiece("["), new NewLinePiece()]);
        var inner = new BlockPiece(Step, 0, 0, []);
        pieces.Add(inner);
        int limit = Session.Variables.GetValue("FormatEnumerationLimit") is int given ? given : 4;
        int count = 0;
        foreach (object? item in many)
        {
            if (limit >= 0 && count++ == limit)
            {
                inner.Pieces.AddRange([new TextPiece(ValueText.Ellipsis), new NewLinePiece()]);
                break;
            }

            if (item is null || level >= Options.Depth || ValueText.IsScalar(item))
            {
                inner.Pieces.AddRange([new TextPiece(ValueText.Of(item, null, inTable: false)), new NewLinePiece()]);
            }
            else if (ValueText.Elements(item) is { } deeper)
            {
                inner.Pieces.Add(new NewLinePiece());
                var indented = new BlockPiece(Step, 0, 0, []);
                inner.Pieces.Add(indented);
                AddList(deeper, indented.Pieces, level + 1);
            }
            else
            {
                AddObject(PSObject.AsPSObject(item), inner.Pieces, level + 1, []);
            }
        }

        pieces.AddRange([new TextPiece("]"), new NewLinePiece(), new NewLinePiece()]);
    }
}

using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using StandIn.Sessions;

namespace StandIn.Formatting;

/// <summary>Text, frames, and bindings as a view defines them.</summary>
internal sealed class CustomLayout(Session session, View? view, FormatOptions options) : Layout(session, view, options)
{
    private const int MostLevels = 50;

    public override FormatStartData Start(PSObject first) => new(Shape.Custom);

    public override EntryContent Entry(PSObject target) => new CustomEntry(Piece(target));

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
        foreach (var token in tokens)
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

        var value = binding.Value is null ? target : ValueText.Evaluate(binding.Value, target, out _);
        var items = binding.Enumerate && ValueText.Elements(value) is { } many ? many.Cast<object?>().Where(i => i is not null) : [value];
        foreach (var item in items)
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
}

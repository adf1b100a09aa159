using System.Collections;
using System.Management.Automation;
using StandIn.Commands;

namespace StandIn.Formatting;

/// <summary>Format-Custom's picture of an object that has no view: its class with its properties, some levels deep.</summary>
internal sealed class ClassShaper(IReadOnlyList<PropertySelector>? properties, int depth) : Shaper
{
    private const int Step = 2;

    public override Shape Shape { get; } = new CustomShape();

    public override Entry Of(PSObject target)
    {
        var tokens = new List<CustomToken>();
        AddObject(tokens, target, properties, depth);
        return new CustomEntry(tokens);
    }

    private void AddObject(List<CustomToken> tokens, PSObject target, IReadOnlyList<PropertySelector>? chosen, int levels)
    {
        string type = target.CurrentTypeNames[0];
        Line(tokens, "class " + type[(type.LastIndexOf('.') + 1)..]);
        Line(tokens, "{");
        tokens.Add(new CustomToken(CustomTokenKind.Indent, Amount: Step));
        foreach (PropertySelector selector in chosen ?? [.. DisplayProperties.Of(target).Select(n => new PropertySelector(n))])
        {
            foreach ((string name, object? value, bool found) in selector.Of(target))
            {
                if (found)
                {
                    Text(tokens, name + " = ");
                    AddValue(tokens, value, levels);
                }
            }
        }

        tokens.Add(new CustomToken(CustomTokenKind.Outdent, Amount: Step));
        Line(tokens, "}");
    }

    private void AddValue(List<CustomToken> tokens, object? value, int levels)
    {
        if (levels <= 0 || Scalars.IsOne(value))
        {
            Line(tokens, ValueText.Of(value));
            return;
        }

        tokens.Add(new CustomToken(CustomTokenKind.NewLine));
        tokens.Add(new CustomToken(CustomTokenKind.Indent, Amount: Step));
        if (PSObject.Unwrap(value) is IEnumerable many)
        {
            AddItems(tokens, many, levels);
        }
        else
        {
            AddObject(tokens, PSObject.AsPSObject(value!), null, levels - 1);
        }

        tokens.Add(new CustomToken(CustomTokenKind.Outdent, Amount: Step));
    }

    private void AddItems(List<CustomToken> tokens, IEnumerable many, int levels)
    {
        Line(tokens, "[");
        tokens.Add(new CustomToken(CustomTokenKind.Indent, Amount: Step));
        foreach (object? item in many)
        {
            if (Scalars.IsOne(item))
            {
                Line(tokens, ValueText.Of(item));
            }
            else
            {
                AddObject(tokens, PSObject.AsPSObject(item!), null, levels - 1);
            }
        }

        tokens.Add(new CustomToken(CustomTokenKind.Outdent, Amount: Step));
        Line(tokens, "]");
        tokens.Add(new CustomToken(CustomTokenKind.NewLine));
    }

    private static void Line(List<CustomToken> tokens, string text)
    {
        Text(tokens, text);
        tokens.Add(new CustomToken(CustomTokenKind.NewLine));
    }

    private static void Text(List<CustomToken> tokens, string text) => tokens.Add(new CustomToken(CustomTokenKind.Text, text));
}

using System.Management.Automation;
using StandIn.Objects;

namespace StandIn.Formatting;

internal enum ViewKind
{
    Table,
    List,
    Custom,
}

internal enum Align
{
    Unsaid,
    Left,
    Center,
    Right,
}

/// <summary>What a view shows in one place: a property or what a script block says of the object.</summary>
internal sealed record FieldExpression(string? Property, ScriptBlock? Block, string? FormatString = null)
{
    /// <summary>What must be true of the object for this to be shown at all.</summary>
    public FieldExpression? Condition { get; init; }

    public bool AppliesTo(PSObject target) => Condition is null || LanguagePrimitives.IsTrue(Condition.ValueOf(target));

    public string Caption => Property ?? Block?.ToString().Trim() ?? string.Empty;

    public object? ValueOf(PSObject target)
    {
        try
        {
            return Block is not null ? Block.InvokeWithUnderscore(target)
                : Property is not null ? target.Properties[Property]?.Value
                : target;
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            // A view shows what it can; what throws is shown as nothing.
            return null;
        }
    }

    public string TextOf(PSObject target) => ValueText.Of(ValueOf(target), FormatString);
}

/// <summary>One column of a table: width 0 is the renderer's choice.</summary>
internal sealed record Column(string Label, int Width, Align Align);

internal abstract record ViewControl(ViewKind Kind);

internal sealed record TableControl(IReadOnlyList<Column> Columns, IReadOnlyList<FieldExpression> Fields, bool AutoSize, bool HideHeaders, bool Wrap) : ViewControl(ViewKind.Table);

internal sealed record ListControl(IReadOnlyList<(string Label, FieldExpression Field)> Items) : ViewControl(ViewKind.List);

internal sealed record CustomControl(IReadOnlyList<CustomItem> Items) : ViewControl(ViewKind.Custom);

internal abstract record CustomItem;

internal sealed record CustomTextItem(string Text) : CustomItem;

internal sealed record CustomNewLineItem : CustomItem;

/// <summary>A value, or with a control of its own each object that the value is.</summary>
internal sealed record CustomExpressionItem(FieldExpression Field, bool Enumerate, Func<CustomControl?>? Control) : CustomItem;

internal sealed record CustomFrameItem(int Left, IReadOnlyList<CustomItem> Items) : CustomItem;

/// <summary>Groups neighbours by a value, which is written above each group.</summary>
internal sealed record Grouping(string Label, FieldExpression Field);

internal sealed record View(string Name, IReadOnlyList<string> TypeNames, ViewControl Control, Grouping? GroupBy)
{
    public bool AppliesTo(PSObject target) => FormatDatabase.NamesOf(target).Any(name => TypeNames.Contains(name, StringComparer.OrdinalIgnoreCase));
}

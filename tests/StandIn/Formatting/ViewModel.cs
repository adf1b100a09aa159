using System.Management.Automation;

namespace StandIn.Formatting;

internal enum Shape
{
    Any,
    Table,
    List,
    Custom,
}

internal enum Side
{
    Undefined,
    Left,
    Center,
    Right,
}

/// <summary>A property by name, or a script block with the object as $_.</summary>
internal sealed record ValueExpression(string? Property, ScriptBlock? Block, string? FormatString)
{
    public string Text => Property ?? Block!.ToString();
}

/// <summary>The objects of an entry: by type, by condition, or all.</summary>
internal sealed record EntrySelection(IReadOnlyList<string> TypeNames, ValueExpression? Condition);

internal sealed record ColumnHeader(string? Label, int Width, Side Alignment);

internal sealed record ColumnItem(ValueExpression? Value, Side Alignment);

internal sealed record RowDefinition(EntrySelection? Selection, IReadOnlyList<ColumnItem> Items, bool Wrap);

internal sealed record ListItem(string? Label, ValueExpression Value, ValueExpression? Condition);

internal sealed record ListDefinition(EntrySelection? Selection, IReadOnlyList<ListItem> Items);

internal sealed record CustomDefinition(EntrySelection? Selection, IReadOnlyList<CustomToken> Tokens);

internal abstract record CustomToken;

internal sealed record TextToken(string Text) : CustomToken;

internal sealed record NewLineToken(int Count) : CustomToken;

internal sealed record FrameToken(int Left, int Right, int FirstLine, IReadOnlyList<CustomToken> Tokens) : CustomToken;

internal sealed record BindingToken(
    ValueExpression? Value, ValueExpression? Condition, bool Enumerate, CustomControl? Control) : CustomToken;

/// <summary>A custom control: defined here, or a reference to a named one.</summary>
internal sealed record CustomControl(string? Reference, IReadOnlyList<CustomDefinition> Definitions);

internal sealed record Grouping(ValueExpression Value, string? Label, CustomControl? Control);

/// <summary>One view of a format file.</summary>
internal sealed class View
{
    public required string Name { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<string> TypeNames { get; init; }

    public required Shape Shape { get; init; }

    public bool OutOfBand { get; init; }

    public Grouping? GroupBy { get; init; }

    public bool AutoSize { get; init; }

    public bool HideHeaders { get; init; }

    public IReadOnlyList<ColumnHeader> Headers { get; init; } = [];

    public IReadOnlyList<RowDefinition> Rows { get; init; } = [];

    public IReadOnlyList<ListDefinition> Lists { get; init; } = [];

    public CustomControl? Custom { get; init; }

    /// <summary>Controls that only this view can use.</summary>
    public IReadOnlyDictionary<string, CustomControl> Controls { get; init; } = new Dictionary<string, CustomControl>();
}

using StandIn.Formatting;

namespace Microsoft.PowerShell.Commands.Internal.Format;

// Format commands write layouts instead of text: only the consumer knows the width. The names are those that users see.
internal abstract class FormatInfoData
{
}

/// <summary>The start of a document: its shape and, for a table, its columns.</summary>
internal sealed class FormatStartData(Shape shape) : FormatInfoData
{
    public Shape Shape => shape;

    public bool AutoSize { get; init; }

    public bool HideHeaders { get; init; }

    public IReadOnlyList<TableColumn> Columns { get; init; } = [];
}

internal sealed record TableColumn(string Label, int Width, Side Alignment);

/// <summary>The start of a group, possibly with a heading.</summary>
internal sealed class GroupStartData(FormatPiece? heading) : FormatInfoData
{
    public FormatPiece? Heading => heading;
}

/// <summary>One object; out of band, it isn't part of the surrounding document.</summary>
internal sealed class FormatEntryData(EntryContent content) : FormatInfoData
{
    public EntryContent Content => content;

    public bool OutOfBand { get; init; }
}

internal sealed class GroupEndData : FormatInfoData;

internal sealed class FormatEndData : FormatInfoData;

internal abstract record EntryContent;

internal sealed record RawText(string Text) : EntryContent;

internal sealed record TableRow(IReadOnlyList<(string Text, Side Alignment)> Cells, bool Wrap) : EntryContent;

internal sealed record ListEntry(IReadOnlyList<(string Label, string Text)> Fields) : EntryContent;

internal sealed record CustomEntry(FormatPiece Piece) : EntryContent;

/// <summary>Part of a custom layout.</summary>
internal abstract record FormatPiece;

internal sealed record TextPiece(string Text) : FormatPiece;

internal sealed record NewLinePiece : FormatPiece;

internal sealed record BlockPiece(int Left, int Right, int FirstLine, List<FormatPiece> Pieces) : FormatPiece
{
    public BlockPiece()
        : this(0, 0, 0, [])
    {
    }

    public bool IsFrame => Left != 0 || Right != 0 || FirstLine != 0;
}

using StandIn.Formatting;

namespace Microsoft.PowerShell.Commands.Internal.Format
{
    /// <summary>What Format commands write and Out commands read. The names show when a script looks at them.</summary>
    internal abstract class FormatInfoData;

    internal sealed class FormatStartData(Shape shape) : FormatInfoData
    {
        public Shape Shape => shape;
    }

    internal sealed class GroupStartData(string? heading) : FormatInfoData
    {
        public string? Heading => heading;
    }

    internal sealed class FormatEntryData(Entry entry, bool outOfBand) : FormatInfoData
    {
        public Entry Entry => entry;

        /// <summary>Stands for itself between the rows of whatever is shown.</summary>
        public bool OutOfBand => outOfBand;
    }

    internal sealed class GroupEndData : FormatInfoData;

    internal sealed class FormatEndData : FormatInfoData;
}

namespace StandIn.Formatting
{
    /// <summary>What a run of entries has in common.</summary>
    internal abstract record Shape;

    internal sealed record TableShape(IReadOnlyList<Column> Columns, bool AutoSize, bool HideHeaders, bool Wrap) : Shape;

    internal sealed record ListShape : Shape;

    internal sealed record CustomShape : Shape;

    /// <summary>What is shown of one object.</summary>
    internal abstract record Entry;

    internal sealed record TextEntry(string Text) : Entry;

    internal sealed record RowEntry(IReadOnlyList<string> Cells) : Entry;

    internal sealed record ListEntry(IReadOnlyList<(string Label, string Value)> Fields) : Entry;

    internal sealed record CustomEntry(IReadOnlyList<CustomToken> Tokens) : Entry;

    internal enum CustomTokenKind
    {
        Text,
        NewLine,
        Indent,
        Outdent,
    }

    internal readonly record struct CustomToken(CustomTokenKind Kind, string Text = "", int Amount = 0);
}

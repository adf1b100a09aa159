namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>A token of a query, and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its position in the line, from 0.</param>
internal readonly record struct QueryToken(TokenKind Kind, string Text, int Line, int Column)
{
    /// <summary>Whether this is that word, in any casing, or that sign.</summary>
    public bool Is(string text) =>
        Kind is TokenKind.Word or TokenKind.Sign && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);
}

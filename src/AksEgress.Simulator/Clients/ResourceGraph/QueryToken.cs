namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>A token of a query, with its position.</summary>
/// <param name="Kind">The kind of the token.</param>
/// <param name="Text">The text of the token.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The position in the line, from 0.</param>
internal readonly record struct QueryToken(TokenKind Kind, string Text, int Line, int Column)
{
    /// <summary>True if this is the given word, in any casing, or the given sign.</summary>
    public bool Is(string text) =>
        Kind is TokenKind.Word or TokenKind.Sign && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);
}

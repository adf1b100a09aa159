namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>The kind of a query token.</summary>
internal enum TokenKind
{
    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>Quoted text; the token's text doesn't contain the quotes.</summary>
    Text,

    /// <summary>A whole or decimal number.</summary>
    Number,

    /// <summary>A sign, or an operator that consists of signs.</summary>
    Sign,

    /// <summary>The end of the query.</summary>
    End,
}

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>What a token of a query is.</summary>
internal enum TokenKind
{
    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>Text in quotes; the token's text is without them.</summary>
    Text,

    /// <summary>A whole or decimal number.</summary>
    Number,

    /// <summary>A sign or an operator of signs.</summary>
    Sign,

    /// <summary>The end of the query.</summary>
    End,
}

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>A query that Resource Graph refuses.</summary>
/// <param name="code">ParserFailure, InvalidQueryLanguage or another code of the second detail.</param>
/// <param name="token">The token that caused the error.</param>
#pragma warning disable CA1064 // It never leaves the simulator.
internal sealed class QueryException(string code, QueryToken token) : Exception(code)
#pragma warning restore CA1064
{
    /// <summary>The code of the second detail.</summary>
    public string Code { get; } = code;

    /// <summary>The token that caused the error.</summary>
    public QueryToken Token { get; } = token;
}

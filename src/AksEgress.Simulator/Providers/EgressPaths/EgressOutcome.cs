namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The outcome of a connection.</summary>
internal enum EgressOutcome
{
    /// <summary>It reaches the Internet.</summary>
    Open,

    /// <summary>It reaches something in the network, and its address isn't translated.</summary>
    Local,

    /// <summary>No response arrives.</summary>
    NoAnswer,

    /// <summary>Azure Firewall closes the connection during the TLS handshake.</summary>
    Reset,

    /// <summary>Azure Firewall answers the HTTP request itself, with status 470.</summary>
    Denied,
}

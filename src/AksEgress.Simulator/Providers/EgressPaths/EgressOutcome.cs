namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>What becomes of a connection.</summary>
internal enum EgressOutcome
{
    /// <summary>It reaches the Internet.</summary>
    Open,

    /// <summary>It reaches something within the network; nobody translates its address.</summary>
    Local,

    /// <summary>Nothing comes back.</summary>
    NoAnswer,

    /// <summary>Azure Firewall breaks the TLS handshake off.</summary>
    Reset,

    /// <summary>Azure Firewall answers HTTP itself, with status 470.</summary>
    Denied,
}

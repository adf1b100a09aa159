namespace AksEgress.Simulator.EgressPaths;

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

/// <summary>A verdict on a connection.</summary>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Address">The address that the Internet sees; null when it doesn't see any.</param>
internal sealed record EgressVerdict(EgressOutcome Outcome, string? Address = null)
{
    /// <summary>Nothing comes back.</summary>
    public static EgressVerdict NoAnswer { get; } = new(EgressOutcome.NoAnswer);

    /// <summary>Whether the connection stands.</summary>
    public bool Connects => Outcome is EgressOutcome.Open or EgressOutcome.Local;
}

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The result of a connection.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Address">The address that the Internet sees; null if none.</param>
internal sealed record ConnectionVerdict(EgressOutcome Outcome, string? Address = null)
{
    /// <summary>No response arrives.</summary>
    public static ConnectionVerdict NoAnswer { get; } = new(EgressOutcome.NoAnswer);

    /// <summary>True if the connection is established.</summary>
    public bool Connects => Outcome is EgressOutcome.Open or EgressOutcome.Local;
}

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>A verdict on a connection.</summary>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Address">The address that the Internet sees; null when it doesn't see any.</param>
internal sealed record ConnectionVerdict(EgressOutcome Outcome, string? Address = null)
{
    /// <summary>Nothing comes back.</summary>
    public static ConnectionVerdict NoAnswer { get; } = new(EgressOutcome.NoAnswer);

    /// <summary>Whether the connection stands.</summary>
    public bool Connects => Outcome is EgressOutcome.Open or EgressOutcome.Local;
}

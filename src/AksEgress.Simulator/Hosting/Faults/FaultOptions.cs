namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>How much goes wrong.</summary>
public sealed class FaultOptions
{
    /// <summary>Share of the requests that begin a run of faults, 0 to 1; null leaves it to the seed, from 2 to 15 in a hundred.</summary>
    public double? Rate { get; set; }

    /// <summary>
    /// Times in a row that the same request may fail; 1 to 100, 7 by default: more than a client's usual retries, so that some give up.
    /// </summary>
    public int LongestRun { get; set; } = 7;

    /// <summary>The kinds to choose from; null is all of them.</summary>
    public IReadOnlyList<FaultKind>? Kinds { get; set; }
}

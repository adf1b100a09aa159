namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>The frequency of faults.</summary>
public sealed class FaultOptions
{
    /// <summary>The share of requests that start a run of faults, 0 to 1. Null lets the seed decide, from 0.02 to 0.15.</summary>
    public double? Rate { get; set; }

    /// <summary>
    /// How often in a row the same request can fail, 1 to 100, 7 by default: more than the usual retries of a client, so that some
    /// clients give up.
    /// </summary>
    public int LongestRun { get; set; } = 7;

    /// <summary>The kinds of faults to choose from; null for all.</summary>
    public IReadOnlyList<FaultKind>? Kinds { get; set; }
}

namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>What goes wrong with one request.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">Its number in its schedule, from 1.</param>
/// <param name="Choice">A number to derive details from.</param>
internal sealed record InjectedFault(FaultKind Kind, int Number, uint Choice)
{
    /// <summary>Virtual seconds that a slow answer takes, or that a throttled client shall wait: 1 to 30.</summary>
    public double Seconds => 1 + (Choice % 30);

    /// <summary>Whether ARM never sees the request.</summary>
    public bool IsInFront => Kind is FaultKind.Throttled or FaultKind.Unavailable or FaultKind.ServerError or FaultKind.DroppedBefore;
}

namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>The fault of one request.</summary>
/// <param name="Kind">The kind of the fault.</param>
/// <param name="Number">The fault's number in its schedule, from 1.</param>
/// <param name="Choice">A number to derive details from.</param>
internal sealed record InjectedFault(FaultKind Kind, int Number, uint Choice)
{
    /// <summary>Virtual seconds that a slow response takes, or that a throttled client should wait: 1 to 30.</summary>
    public double Seconds => 1 + (Choice % 30);

    /// <summary>True if ARM never receives the request.</summary>
    public bool IsInFront => Kind is FaultKind.Throttled or FaultKind.Unavailable or FaultKind.ServerError or FaultKind.DroppedBefore;
}

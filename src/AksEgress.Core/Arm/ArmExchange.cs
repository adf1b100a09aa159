namespace AksEgress.Core.Arm;

/// <summary>A request and the status of its response, without query, headers, and body, so it contains no secret.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Status">The HTTP status; 0 when there was no response.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="CorrelationId">ARM's correlation id, or null.</param>
public sealed record ArmExchange(string Method, string Path, int Status, TimeSpan Elapsed, string? CorrelationId)
{
    /// <summary>The exchange in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Method} {Path} -> {(Status == 0 ? "no response" : Status)} in {Elapsed.TotalMilliseconds:F0} ms")
        + (CorrelationId is null ? string.Empty : $", correlation {CorrelationId}");
}

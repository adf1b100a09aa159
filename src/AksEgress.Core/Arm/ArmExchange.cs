namespace AksEgress.Core.Arm;

/// <summary>One request as it went out and came back; never a query, a header or a body, so never a secret.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="CorrelationId">ARM's correlation id, or null.</param>
public sealed record ArmExchange(string Method, string Path, int Status, TimeSpan Elapsed, string? CorrelationId)
{
    /// <summary>The exchange in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Method} {Path} -> {(Status == 0 ? "no response" : Status)} in {Elapsed.TotalMilliseconds:F0} ms")
        + (CorrelationId is null ? string.Empty : $", correlation {CorrelationId}");
}

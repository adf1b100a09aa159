namespace AksEgress.Lab.Replays;

/// <summary>The result of one exchange.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Status">The difference in status or headers, or null.</param>
/// <param name="Body">The first difference in the body, or null.</param>
internal sealed record ExchangeResult(Exchange Exchange, Difference? Status, Difference? Body);

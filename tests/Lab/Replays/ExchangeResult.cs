namespace AksEgress.Lab.Replays;

/// <summary>How one exchange went.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Status">What differs in status or headers, or null.</param>
/// <param name="Body">What differs first in the body, or null.</param>
internal sealed record ExchangeResult(Exchange Exchange, Difference? Status, Difference? Body);

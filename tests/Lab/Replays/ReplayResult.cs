namespace AksEgress.Lab.Replays;

/// <summary>The result of a recording.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Compared">The exchanges in scope, without all polls but the last one of each operation.</param>
/// <param name="Polls">The number of omitted polls.</param>
/// <param name="OutOfScope">The exchanges out of scope, with their types.</param>
internal sealed record ReplayResult(
    Recording Recording, IReadOnlyList<ExchangeResult> Compared, int Polls, IReadOnlyList<(Exchange Exchange, string What)> OutOfScope)
{
    /// <summary>The number of exchanges that match in status and in the presence of the long-running headers.</summary>
    public int StatusMatches => Compared.Count(static result => result.Status is null);

    /// <summary>The number of exchanges that match in the body.</summary>
    public int BodyMatches => Compared.Count(static result => result.Body is null);

    /// <summary>The counts, and a line for every exchange that differs or is out of scope.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{Recording.Name}: status {StatusMatches}/{Compared.Count}, body {BodyMatches}/{Compared.Count}, polls collapsed "
            + $"{Polls}, out of scope {OutOfScope.Count}";
        foreach (var (exchange, status, body) in Compared)
        {
            if ((status ?? body) is { } difference)
            {
                yield return $"  {Name(exchange)}";
                yield return $"    {difference}";
            }
        }

        foreach (var (exchange, what) in OutOfScope)
        {
            yield return $"  out of scope: {what}: {Name(exchange)}";
        }
    }

    private static string Name(Exchange exchange) => $"#{exchange.Number} {exchange.Method} {exchange.Path}";
}

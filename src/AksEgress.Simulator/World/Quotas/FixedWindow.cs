namespace AksEgress.Simulator.World.Quotas;

/// <summary>
/// A quota per span of time that starts with its first request: the kind of limit that resource providers state as "per 5 minutes".
/// </summary>
/// <param name="limit">The number of requests in a span.</param>
/// <param name="length">The span, in virtual time.</param>
internal sealed class FixedWindow(int limit, TimeSpan length) : IQuota
{
    private DateTimeOffset _ends;
    private int _used;

    /// <summary>The span.</summary>
    public TimeSpan Length => length;

    /// <inheritdoc/>
    public bool IsFresh(DateTimeOffset now) => now >= _ends;

    /// <inheritdoc/>
    public int Remaining(DateTimeOffset now) => now >= _ends ? limit : limit - _used;

    /// <summary>The end of the span; the current time if none has started.</summary>
    public DateTimeOffset Ends(DateTimeOffset now) => now >= _ends ? now : _ends;

    /// <inheritdoc/>
    public bool TryTake(DateTimeOffset now, out double waitSeconds)
    {
        if (now >= _ends)
        {
            _ends = now > DateTimeOffset.MaxValue - length ? DateTimeOffset.MaxValue : now + length;
            _used = 0;
        }

        waitSeconds = _used < limit ? 0 : (_ends - now).TotalSeconds;
        return _used < limit && ++_used > 0;
    }
}

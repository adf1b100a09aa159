namespace AksEgress.Simulator.World.Quotas;

/// <summary>
/// A bucket that is full at first and refills at a steady rate: the kind of limit that ARM has used since 2024, and AKS.
/// </summary>
/// <param name="size">The number of requests in a full bucket.</param>
/// <param name="perSecond">The number of requests that are added per virtual second.</param>
internal sealed class TokenBucket(double size, double perSecond) : IQuota
{
    private double _used;
    private DateTimeOffset? _last;

    /// <inheritdoc/>
    public bool IsFresh(DateTimeOffset now)
    {
        Fill(now);
        return _used <= 0;
    }

    /// <inheritdoc/>
    public int Remaining(DateTimeOffset now)
    {
        Fill(now);
        return (int)(size - _used);
    }

    /// <inheritdoc/>
    public bool TryTake(DateTimeOffset now, out double waitSeconds)
    {
        Fill(now);
        if (_used <= size - 1)
        {
            _used++;
            waitSeconds = 0;
            return true;
        }

        waitSeconds = (1 - size + _used) / perSecond;
        return false;
    }

    private void Fill(DateTimeOffset now)
    {
        if (_last is { } last && now > last)
        {
            _used = Math.Max(0, _used - ((now - last).TotalSeconds * perSecond));
        }

        _last = _last is { } before && before > now ? before : now;
    }
}

namespace AksEgress.Core.Arm;

/// <summary>
/// The time of a simulated session, which is faster than real time: the scale shortens timers and stretches timestamps. Waits and
/// durations are in the session's time, so other code doesn't depend on the scale.
/// </summary>
/// <remarks>
/// The date isn't scaled, because change records, tokens, and saved objects contain dates that other processes read.
/// <see cref="SessionTime.Since"/> returns the session's time since such a date.
/// </remarks>
public sealed class ScaledTimeProvider : TimeProvider
{
    /// <summary>
    /// The shortest real wait. Timers have a resolution of a millisecond, so a shorter wait would return at once, and code that counts
    /// its waits would time out at once.
    /// </summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(5);

    // The longest wait that a timer supports.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TimeProvider _inner;
    private readonly long _origin;

    /// <summary>Creates a faster clock.</summary>
    /// <param name="inner">Real time.</param>
    /// <param name="scale">Seconds of the session per real second; above 0 and finite.</param>
    public ScaledTimeProvider(TimeProvider inner, double scale)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (scale <= 0 || !double.IsFinite(scale))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be above 0 and finite.");
        }

        _inner = inner;
        Scale = scale;
        _origin = inner.GetTimestamp();
    }

    /// <summary>Seconds of the session per real second.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    /// <summary>Ticks, because timestamps with a higher frequency would overflow within hours at a high scale.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The real date.</summary>
    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        var ticks = _inner.GetElapsedTime(_origin).Ticks * Scale;
        return ticks >= long.MaxValue ? long.MaxValue : (long)ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, _inner.CreateTimer(callback, state, Real(dueTime), Real(period)));

    // Zero (immediately) and -1 ms (never) aren't scaled.
    private TimeSpan Real(TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return time;
        }

        var ticks = time.Ticks / Scale;
        return ticks <= s_shortest.Ticks ? s_shortest : ticks >= s_longest.Ticks ? s_longest : TimeSpan.FromTicks((long)ticks);
    }

    private sealed class ScaledTimer(ScaledTimeProvider provider, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(provider.Real(dueTime), provider.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

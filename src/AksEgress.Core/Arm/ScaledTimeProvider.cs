namespace AksEgress.Core.Arm;

/// <summary>
/// The time of a simulated session, which passes faster than real time: timers are due earlier and timestamps are further apart by
/// the scale. Waits and durations are in the session's time, so that no code that waits or measures knows of a scale.
/// </summary>
/// <remarks>
/// The date is the real one. Change records, tokens and saved objects hold dates, and another process reads them by another clock;
/// <see cref="SessionTime.Since"/> tells the session's time since such a date.
/// </remarks>
public sealed class ScaledTimeProvider : TimeProvider
{
    /// <summary>
    /// The shortest real wait. Timers know whole milliseconds only: a wait cut to none wouldn't wait at all, and code that counts
    /// waits would call an hour over in no time.
    /// </summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(5);

    // What a timer takes at most.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TimeProvider _inner;
    private readonly long _origin;

    /// <summary>Makes time pass faster.</summary>
    /// <param name="inner">Real time.</param>
    /// <param name="scale">Seconds of the session in a real second; above 0 and finite.</param>
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

    /// <summary>Seconds of the session in a real second.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    /// <summary>Ticks: finer timestamps would overflow within hours at a high scale.</summary>
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

    // Zero is at once and -1 ms is never, in any time.
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

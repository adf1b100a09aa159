using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>
/// The simulator's time: it starts at the real clock's time and runs <see cref="Scale"/> times as fast. Nothing wakes up by
/// itself: who asks for the time gets it.
/// </summary>
internal sealed class VirtualClock
{
    private readonly TimeProvider _real;
    private readonly DateTimeOffset _start;
    private readonly long _timestamp;

    /// <summary>Starts the clock.</summary>
    public VirtualClock(TimeProvider? real, double scale)
    {
        if (!double.IsFinite(scale) || scale <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The time scale must be a number above 0.");
        }

        _real = real ?? TimeProvider.System;
        Scale = scale;
        _start = _real.GetUtcNow();
        _timestamp = _real.GetTimestamp();
    }

    /// <summary>Virtual seconds in a real one.</summary>
    public double Scale { get; }

    /// <summary>The virtual time, in UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            // The system's wall clock may be set back while we run, its timestamp can't; a test's own clock often has no more than a wall
            // clock.
            var elapsed = ReferenceEquals(_real, TimeProvider.System) ? _real.GetElapsedTime(_timestamp) : _real.GetUtcNow() - _start;
            var ticks = elapsed.Ticks * Scale;
            return ticks >= (DateTimeOffset.MaxValue - _start).Ticks ? DateTimeOffset.MaxValue : _start.AddTicks((long)ticks);
        }
    }

    /// <summary>
    /// The time some virtual seconds from now. A clock with a huge scale stands at the end of time, and nothing comes after that.
    /// </summary>
    public DateTimeOffset In(double seconds)
    {
        var now = Now;
        var wait = TimeSpan.FromSeconds(seconds);
        return now > DateTimeOffset.MaxValue - wait ? DateTimeOffset.MaxValue : now + wait;
    }

    /// <summary>Waits for some virtual seconds.</summary>
    public Task DelayAsync(double seconds, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(seconds / Scale), _real, cancellationToken);

    /// <summary>Adds the headers that ask a client to wait.</summary>
    /// <param name="answer">The answer to add to.</param>
    /// <param name="virtualSeconds">What ARM would say, in virtual seconds.</param>
    public ArmAnswer AddRetryAfter(ArmAnswer answer, double virtualSeconds)
    {
        var seconds = virtualSeconds / Scale;
        var whole = (long)Math.Min(Scale > 1 ? Math.Floor(seconds) : Math.Ceiling(seconds), int.MaxValue);

        // A zero is worse than none: Azure's SDK for Python takes it for "not said" and waits 30 s, without a look at the milliseconds.
        if (whole > 0 || Scale <= 1)
        {
            answer.With("Retry-After", whole.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (Scale > 1)
        {
            // Whole seconds would make a fast simulation slow or a client spin: Azure's clients know this header too.
            answer.With(
                "x-ms-retry-after-ms", ((long)Math.Max(5, seconds * 1000)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return answer;
    }
}

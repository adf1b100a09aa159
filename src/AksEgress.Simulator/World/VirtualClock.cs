using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>
/// The simulator's time: it starts at the real clock's time and runs <see cref="Scale"/> times as fast. It has no timers; it
/// computes the time when asked.
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

    /// <summary>The number of virtual seconds in a real second.</summary>
    public double Scale { get; }

    /// <summary>The virtual time, in UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            // The system's wall clock can be set back during a run, its timestamp can't. A test's own clock often implements only
            // the wall clock.
            var elapsed = ReferenceEquals(_real, TimeProvider.System) ? _real.GetElapsedTime(_timestamp) : _real.GetUtcNow() - _start;
            var ticks = elapsed.Ticks * Scale;
            return ticks >= (DateTimeOffset.MaxValue - _start).Ticks ? DateTimeOffset.MaxValue : _start.AddTicks((long)ticks);
        }
    }

    /// <summary>The time after a number of virtual seconds. A clock with a huge scale stops at the maximum time.</summary>
    public DateTimeOffset In(double seconds)
    {
        var now = Now;
        var wait = TimeSpan.FromSeconds(seconds);
        return now > DateTimeOffset.MaxValue - wait ? DateTimeOffset.MaxValue : now + wait;
    }

    /// <summary>Waits for a number of virtual seconds.</summary>
    public Task DelayAsync(double seconds, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(seconds / Scale), _real, cancellationToken);

    /// <summary>Adds the headers that ask a client to wait.</summary>
    /// <param name="answer">The response to add them to.</param>
    /// <param name="virtualSeconds">The wait that ARM would request, in virtual seconds.</param>
    public ArmAnswer AddRetryAfter(ArmAnswer answer, double virtualSeconds)
    {
        var seconds = virtualSeconds / Scale;
        var whole = (long)Math.Min(Scale > 1 ? Math.Floor(seconds) : Math.Ceiling(seconds), int.MaxValue);

        // A zero is worse than no header: Azure's SDK for Python treats it as missing and waits 30 s, without reading the
        // milliseconds.
        if (whole > 0 || Scale <= 1)
        {
            answer.With("Retry-After", whole.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (Scale > 1)
        {
            // Whole seconds would slow down a fast simulation, or make a client poll without pause. Azure's clients also support
            // this header.
            answer.With(
                "x-ms-retry-after-ms", ((long)Math.Max(5, seconds * 1000)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return answer;
    }
}

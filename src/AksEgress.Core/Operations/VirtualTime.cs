using AksEgress.Core.Arm;

namespace AksEgress.Core.Operations;

/// <summary>Waiting in the time of a session: in a simulation it passes faster.</summary>
internal static class VirtualTime
{
    /// <summary>
    /// Timers know whole milliseconds only. A wait that was cut to none would not wait at all, and whoever counts
    /// waits would call an hour over in no time.
    /// </summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);

    // ARM forgets an operation long before. A time further back is one that nobody measured, and times the scale it overflows.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The session's time from a recorded start to its end; null for a start that can't be right.</summary>
    public static TimeSpan? Elapsed(DateTimeOffset start, DateTimeOffset end, double timeScale)
    {
        var real = end - start;
        return real >= TimeSpan.Zero && real <= Longest ? real * timeScale : null;
    }

    /// <summary>Waits for so many seconds of the session's time, or a little longer.</summary>
    public static Task DelayAsync(this ArmSession session, double seconds, TimeProvider clock, CancellationToken cancellationToken)
    {
        var real = TimeSpan.FromSeconds(seconds / session.TimeScale);
        return Task.Delay(real < Shortest ? Shortest : real, clock, cancellationToken);
    }
}

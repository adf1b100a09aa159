namespace AksEgress.Core.Arm;

/// <summary>Turns real time into the time of a session.</summary>
public static class SessionTime
{
    // ARM forgets an operation long before. A time further back wasn't measured by this module, and times a high scale it overflows.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(31);

    /// <summary>Seconds of the session in a real second; 1 for Azure.</summary>
    public static double ScaleOf(TimeProvider clock) => clock is ScaledTimeProvider scaled ? scaled.Scale : 1;

    /// <summary>The session's time since a recorded date; null for a date that can't be right.</summary>
    public static TimeSpan? Since(TimeProvider clock, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var real = clock.GetUtcNow() - start;
        return real >= TimeSpan.Zero && real <= s_longest ? real * ScaleOf(clock) : null;
    }
}

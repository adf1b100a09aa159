namespace AksEgress.Core.Arm;

/// <summary>Converts real time to the time of a session.</summary>
public static class SessionTime
{
    // ARM deletes operations much earlier. An older date can't be from this module, and would overflow at a high scale.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(31);

    /// <summary>Seconds of the session per real second; 1 for Azure.</summary>
    public static double ScaleOf(TimeProvider clock) => clock is ScaledTimeProvider scaled ? scaled.Scale : 1;

    /// <summary>The session's time since a recorded date; null for a date that isn't plausible.</summary>
    public static TimeSpan? Since(TimeProvider clock, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var real = clock.GetUtcNow() - start;
        return real >= TimeSpan.Zero && real <= s_longest ? real * ScaleOf(clock) : null;
    }
}

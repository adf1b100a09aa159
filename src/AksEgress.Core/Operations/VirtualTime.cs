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

    /// <summary>Waits for so many seconds of the session's time, or a little longer.</summary>
    public static Task DelayAsync(this ArmSession session, double seconds, TimeProvider clock, CancellationToken cancellationToken)
    {
        var real = TimeSpan.FromSeconds(seconds / session.TimeScale);
        return Task.Delay(real < Shortest ? Shortest : real, clock, cancellationToken);
    }
}

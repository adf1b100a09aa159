using AksEgress.Core.Arm;

namespace AksEgress.Arm.Transport;

/// <summary>
/// The clock of a session, by which everything in this assembly waits. In a simulation it runs faster, because the durations that ARM
/// names are simulated too.
/// </summary>
internal static class SessionClock
{
    /// <summary>Below this a wait would only spin.</summary>
    private static readonly TimeSpan s_shortestPollDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>The clock of a connection: only a simulation may run faster.</summary>
    public static TimeProvider Of(ArmConnection connection) =>
        connection.Simulator is not null && connection.TimeScale > 0 && double.IsFinite(connection.TimeScale) && connection.TimeScale != 1
            ? new ScaledTimeProvider(connection.Clock, connection.TimeScale)
            : connection.Clock;

    /// <summary>Waits; not at all for a time that has passed.</summary>
    public static Task DelayAsync(this TimeProvider clock, TimeSpan duration, CancellationToken cancellationToken) =>
        duration > TimeSpan.Zero ? Task.Delay(duration, clock, cancellationToken) : Task.CompletedTask;

    /// <summary>Waits between two looks at an operation.</summary>
    public static Task DelayPollAsync(this TimeProvider clock, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.Delay(duration < s_shortestPollDelay ? s_shortestPollDelay : duration, clock, cancellationToken);
}

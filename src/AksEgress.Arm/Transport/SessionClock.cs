using AksEgress.Core.Arm;

namespace AksEgress.Arm.Transport;

/// <summary>
/// The clock of a session, which is used for all waits in this assembly. In a simulation it runs faster, because the durations that ARM
/// names are simulated too.
/// </summary>
internal static class SessionClock
{
    /// <summary>The shortest wait; a shorter one would only use the processor.</summary>
    private static readonly TimeSpan s_shortestPollDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>The clock of a connection: only a simulation may run faster.</summary>
    public static TimeProvider Of(ArmConnection connection) =>
        connection.Simulator is not null && connection.TimeScale > 0 && double.IsFinite(connection.TimeScale) && connection.TimeScale != 1
            ? new ScaledTimeProvider(connection.Clock, connection.TimeScale)
            : connection.Clock;

    /// <summary>Waits; returns immediately for a time in the past.</summary>
    public static Task DelayAsync(this TimeProvider clock, TimeSpan duration, CancellationToken cancellationToken) =>
        duration > TimeSpan.Zero ? Task.Delay(duration, clock, cancellationToken) : Task.CompletedTask;

    /// <summary>Waits between two reads of an operation.</summary>
    public static Task DelayPollAsync(this TimeProvider clock, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.Delay(duration < s_shortestPollDelay ? s_shortestPollDelay : duration, clock, cancellationToken);
}

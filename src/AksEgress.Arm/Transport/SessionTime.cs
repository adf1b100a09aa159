using AksEgress.Core.Arm;

namespace AksEgress.Arm.Transport;

/// <summary>
/// The session's time. In a simulation all durations that ARM speaks of are virtual and pass faster by a factor;
/// for Azure the factor is 1. Everything in this assembly that waits, waits here.
/// </summary>
internal sealed class SessionTime
{
    /// <summary>Below this a simulated wait would only spin.</summary>
    private static readonly TimeSpan _shortestPollDelay = TimeSpan.FromMilliseconds(5);

    private readonly TimeProvider _clock;

    public SessionTime(TimeProvider clock, double scale)
    {
        _clock = clock;
        Scale = scale;
    }

    /// <summary>The real clock.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>Virtual seconds in a real second.</summary>
    public double Scale { get; }

    /// <summary>The wall clock: what the dates in ARM's headers are measured against.</summary>
    public DateTimeOffset UtcNow => _clock.GetUtcNow();

    /// <summary>The time of a connection: only a simulation may run faster.</summary>
    public static SessionTime For(ArmConnection connection) =>
        new(connection.Clock, connection.Simulator is not null && connection.TimeScale > 0 && double.IsFinite(connection.TimeScale) ? connection.TimeScale : 1);

    /// <summary>A mark for <see cref="Since"/>.</summary>
    public long Mark() => _clock.GetTimestamp();

    /// <summary>Virtual time since a mark.</summary>
    public TimeSpan Since(long mark) => _clock.GetElapsedTime(mark) * Scale;

    /// <summary>Waits for a virtual duration.</summary>
    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var real = duration / Scale;
        return real > TimeSpan.Zero ? Task.Delay(real, _clock, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Waits between two looks at an operation.</summary>
    public Task DelayPollAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        DelayAsync(duration < _shortestPollDelay * Scale ? _shortestPollDelay * Scale : duration, cancellationToken);
}

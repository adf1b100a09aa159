using System.Diagnostics;

namespace AksEgress.Tests.Throttling;

/// <summary>
/// A clock on which every wait ends immediately and counts with its full duration: an hour of polling takes milliseconds.
/// </summary>
/// <param name="passes">True if real time passes on it as well, for tests that wait on another clock.</param>
internal sealed class WaitlessClock(bool passes = false) : TimeProvider
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _ticks = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks) + (passes ? Stopwatch.GetElapsedTime(_start).Ticks : 0);

    /// <summary>Advances the clock.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Advance(dueTime);
        }

        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new Rung();
    }

    private sealed class Rung : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

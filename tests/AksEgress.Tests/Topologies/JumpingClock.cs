namespace AksEgress.Tests.Topologies;

/// <summary>
/// A clock for code that only waits: it stops while work runs, and jumps to the next due time when everything waits. Durations are
/// as if computing took no time.
/// </summary>
internal sealed class JumpingClock : TimeProvider, IDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(30);

    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private readonly Timer _pump;
    private DateTimeOffset _now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private long _lastUse = System.GetTimestamp();

    public JumpingClock() => _pump = new Timer(_ => Jump(), null, 5, 5);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            _lastUse = System.GetTimestamp();
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Dispose() => _pump.Dispose();

    private void Jump()
    {
        Alarm[] due;
        lock (_lock)
        {
            if (_alarms.Count == 0 || System.GetElapsedTime(_lastUse) < s_quiet)
            {
                return;
            }

            var next = _alarms.Min(alarm => alarm.Due);
            _now = next > _now ? next : _now;
            due = [.. _alarms.Where(alarm => alarm.Due <= _now)];
            _alarms.RemoveAll(alarm => alarm.Due <= _now);
            _lastUse = System.GetTimestamp();
        }

        foreach (var alarm in due)
        {
            alarm.Ring();
        }
    }

    private sealed class Alarm(JumpingClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                clock._lastUse = System.GetTimestamp();
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._alarms.Add(this);
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

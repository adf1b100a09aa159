namespace AksEgress.Tests.Arm;

/// <summary>
/// A clock that jumps to the next timer as soon as the code under test waits, so that an hour of polling takes milliseconds and
/// every wait can be checked exactly.
/// </summary>
internal sealed class VirtualClock : TimeProvider, IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly object _lock = new();
    private readonly List<VirtualTimer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private readonly Timer _pump;
    private TimeSpan _now;

    public VirtualClock() => _pump = new Timer(_ => Advance(), null, 4, 4);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    /// <summary>Every requested wait, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => s_start + Now;

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            var timer = new VirtualTimer(this, callback, state) { Due = _now + dueTime };
            if (dueTime >= TimeSpan.Zero)
            {
                _waits.Add(dueTime);
                _timers.Add(timer);
            }

            return timer;
        }
    }

    public void Dispose() => _pump.Dispose();

    private void Advance()
    {
        VirtualTimer? next;
        lock (_lock)
        {
            next = _timers.MinBy(timer => timer.Due);
            if (next is null)
            {
                return;
            }

            _ = _timers.Remove(next);
            _now = next.Due > _now ? next.Due : _now;
        }

        next.Fire();
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; init; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            lock (clock._lock)
            {
                _ = clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

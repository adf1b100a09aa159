using System.Globalization;
using AksEgress.Core.Arm;

namespace AksEgress.Tests.Arm;

/// <summary>The clock of a simulated session, based on a clock that records its timers and doesn't advance by itself.</summary>
public sealed class ScaledTimeProviderTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly KeptClock _real = new();

    [Theory]
    [InlineData(1, 15000)]
    [InlineData(600, 25)]
    [InlineData(20000, 5)]
    [InlineData(100000, 5)]
    public void A_delay_is_divided_by_the_scale_and_never_zero(double scale, double milliseconds)
    {
        // Rounded to whole milliseconds, 240 polls would end immediately and would count as an hour.
        var delay = Task.Delay(TimeSpan.FromSeconds(15), new ScaledTimeProvider(_real, scale));

        Assert.False(delay.IsCompleted);
        Assert.Equal((TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan), Assert.Single(_real.Timers).Asked);
        _real.Timers[0].Fire();
        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_delay_on_the_system_clock_passes_faster()
    {
        var clock = new ScaledTimeProvider(TimeProvider.System, 100_000);
        var start = clock.GetTimestamp();

        await Task.Delay(TimeSpan.FromHours(1), clock).WaitAsync(TimeSpan.FromSeconds(60));

        // 36 ms; the system's timers deviate from its timestamps by some milliseconds.
        Assert.True(clock.GetElapsedTime(start) >= TimeSpan.FromMinutes(50));
    }

    [Theory]
    [InlineData(299)]
    [InlineData(1)]
    [InlineData(0.02)]
    public void A_tiny_wait_becomes_the_shortest_timer(double milliseconds)
    {
        using var timer = new ScaledTimeProvider(_real, 60).CreateTimer(
            _ => { }, null, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);

        Assert.Equal(TimeSpan.FromMilliseconds(5), Assert.Single(_real.Timers).Asked.DueTime);
    }

    [Fact]
    public void A_wait_that_the_scale_extends_becomes_at_most_the_longest_timer()
    {
        using var timer = new ScaledTimeProvider(_real, 0.0001).CreateTimer(
            _ => { }, null, TimeSpan.FromDays(20), Timeout.InfiniteTimeSpan);

        Assert.Equal(TimeSpan.FromMilliseconds(uint.MaxValue - 1), Assert.Single(_real.Timers).Asked.DueTime);
    }

    [Fact]
    public void A_timer_fires_and_changes_in_the_sessions_time()
    {
        var rung = new List<object?>();
        var timer = new ScaledTimeProvider(_real, 60).CreateTimer(rung.Add, "state", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        var real = Assert.Single(_real.Timers);

        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), real.Asked);
        real.Fire();
        Assert.Equal(["state"], rung);
        Assert.True(timer.Change(TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan));
        Assert.Equal((TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan), real.Asked);
        Assert.True(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Equal(TimeSpan.Zero, real.Asked.DueTime);
        timer.Dispose();
        Assert.True(real.IsDisposed);
    }

    [Fact]
    public async Task A_delay_can_be_cancelled_and_leaves_no_timer()
    {
        using var cancel = new CancellationTokenSource();
        var delay = Task.Delay(TimeSpan.FromHours(1), new ScaledTimeProvider(_real, 2), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
        Assert.True(Assert.Single(_real.Timers).IsDisposed);
    }

    [Theory]
    [InlineData(600, 3, 1800)]
    [InlineData(2.5, 4, 10)]
    [InlineData(100_000, 86400, 8_640_000_000)]
    public void Elapsed_time_is_multiplied_by_the_scale(double scale, double real, double seconds)
    {
        _real.Passed = TimeSpan.FromDays(40);
        var clock = new ScaledTimeProvider(_real, scale);
        var start = clock.GetTimestamp();

        _real.Passed += TimeSpan.FromSeconds(real);

        Assert.Equal(TimeSpan.FromSeconds(seconds), clock.GetElapsedTime(start));
    }

    [Fact]
    public void Elapsed_time_does_not_overflow()
    {
        var clock = new ScaledTimeProvider(_real, 100_000);
        var start = clock.GetTimestamp();

        _real.Passed = TimeSpan.FromDays(3650);

        Assert.True(clock.GetElapsedTime(start) > TimeSpan.FromDays(3650));
    }

    [Fact]
    public void The_date_is_the_real_one()
    {
        var clock = new ScaledTimeProvider(_real, 600);
        _real.Passed = TimeSpan.FromMinutes(1);

        Assert.Equal(s_now.AddMinutes(1), clock.GetUtcNow());
        Assert.Same(_real.LocalTimeZone, clock.LocalTimeZone);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_invalid_scale_is_refused(double scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaledTimeProvider(_real, scale));

    // A recorded start can be any date.
    [Theory]
    [InlineData("2026-11-01T11:59:00Z", 1, 60.0)]
    [InlineData("2026-11-01T11:59:00Z", 100000, 6000000.0)]
    [InlineData("2026-10-02T12:00:00Z", 100000, 259200000000.0)]
    [InlineData("0001-01-01T00:00:00Z", 1, null)]
    [InlineData("0001-01-01T00:00:00Z", 100000, null)]
    [InlineData("9999-12-31T23:59:59Z", 100000, null)]
    [InlineData("2026-11-01T12:00:01Z", 1, null)]
    public void Elapsed_is_unknown_for_an_implausible_start(string start, double scale, double? seconds) =>
        Assert.Equal(
            seconds,
            SessionTime.Since(
                scale == 1 ? _real : new ScaledTimeProvider(_real, scale),
                DateTimeOffset.Parse(start, CultureInfo.InvariantCulture))?.TotalSeconds);

    private sealed class KeptClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public List<KeptTimer> Timers { get; } = [];

        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone(
            "test", TimeSpan.FromHours(3), "test", "test");

        public override long TimestampFrequency => 1_000_000_000;

        public override DateTimeOffset GetUtcNow() => s_now + Passed;

        public override long GetTimestamp() => (long)(Passed.TotalSeconds * TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new KeptTimer(() => callback(state)) { Asked = (dueTime, period) };
            Timers.Add(timer);
            return timer;
        }
    }

    private sealed class KeptTimer(Action ring) : ITimer
    {
        public (TimeSpan DueTime, TimeSpan Period) Asked { get; set; }

        public bool IsDisposed { get; private set; }

        public void Fire() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Asked = (dueTime, period);
            return true;
        }

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

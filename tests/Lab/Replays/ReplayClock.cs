namespace AksEgress.Lab.Replays;

/// <summary>A clock that stands still but for what the replay moves it.</summary>
internal sealed class ReplayClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan time) => _now += time;
}

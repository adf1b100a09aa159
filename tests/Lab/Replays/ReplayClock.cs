namespace AksEgress.Lab.Replays;

/// <summary>A clock that advances only when the replay moves it.</summary>
internal sealed class ReplayClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Advances the clock.</summary>
    public void Advance(TimeSpan time) => _now += time;
}

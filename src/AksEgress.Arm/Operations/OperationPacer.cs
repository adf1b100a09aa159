using AksEgress.Arm.Transport;

namespace AksEgress.Arm.Operations;

/// <summary>
/// Keeps all operations of a session below AKS's limit of 2 operation reads per second in a subscription:
/// 50 clusters that are each read every 5 seconds would cause 10 reads per second.
/// </summary>
internal sealed class OperationPacer
{
    /// <summary>Time between two reads in a subscription.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _clock;
    private readonly long _origin;
    private readonly object _lock = new();
    private readonly Dictionary<string, TimeSpan> _free = [];

    public OperationPacer(TimeProvider clock)
    {
        _clock = clock;
        _origin = clock.GetTimestamp();
    }

    /// <summary>Waits until the subscription's next read is allowed.</summary>
    public Task EnterAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = _clock.GetElapsedTime(_origin);
            var place = _free.TryGetValue(subscriptionId, out var free) && free > now ? free : now;
            _free[subscriptionId] = place + Spacing;
            wait = place - now;
        }

        return _clock.DelayAsync(wait, cancellationToken);
    }
}

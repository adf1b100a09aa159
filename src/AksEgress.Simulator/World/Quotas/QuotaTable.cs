namespace AksEgress.Simulator.World.Quotas;

/// <summary>Quotas by owner. If there are many, the completely unused ones are discarded.</summary>
internal sealed class QuotaTable
{
    private const int CleanupThreshold = 10_000;

    private readonly Dictionary<(string Owner, string Kind), IQuota> _quotas = [];
    private int _next = CleanupThreshold;

    /// <summary>The quota of an owner for a kind of request, created if it doesn't exist.</summary>
    public IQuota Of(string owner, string kind, Func<IQuota> make, DateTimeOffset now)
    {
        if (_quotas.TryGetValue((owner, kind), out var quota))
        {
            return quota;
        }

        if (_quotas.Count >= _next)
        {
            foreach (var key in _quotas.Where(pair => pair.Value.IsFresh(now)).Select(static pair => pair.Key).ToArray())
            {
                _quotas.Remove(key);
            }

            _next = Math.Max(CleanupThreshold, _quotas.Count * 2);
        }

        _quotas.Add((owner, kind), quota = make());
        return quota;
    }
}

namespace AksEgress.Simulator.World.Quotas;

/// <summary>A limit on the number of requests of one kind, in virtual time.</summary>
internal interface IQuota
{
    /// <summary>True if the quota is completely unused, so that it doesn't have to be kept.</summary>
    bool IsFresh(DateTimeOffset now);

    /// <summary>The remaining number of whole requests.</summary>
    int Remaining(DateTimeOffset now);

    /// <summary>Uses the quota for one request.</summary>
    /// <param name="now">The virtual time.</param>
    /// <param name="waitSeconds">If none is left: virtual seconds until the next one is.</param>
    bool TryTake(DateTimeOffset now, out double waitSeconds);
}

namespace AksEgress.Simulator.World.Quotas;

/// <summary>How many requests of one kind may come, in virtual time.</summary>
internal interface IQuota
{
    /// <summary>Whether it is as if it had never been used, so that it need not be kept.</summary>
    bool IsFresh(DateTimeOffset now);

    /// <summary>What is left, in whole requests.</summary>
    int Remaining(DateTimeOffset now);

    /// <summary>Takes one request.</summary>
    /// <param name="now">The virtual time.</param>
    /// <param name="waitSeconds">When there is none left: virtual seconds until there is one.</param>
    bool TryTake(DateTimeOffset now, out double waitSeconds);
}

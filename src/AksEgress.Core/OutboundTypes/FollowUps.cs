namespace AksEgress.Core.OutboundTypes;

/// <summary>What is still written after a change of the outbound type was verified.</summary>
[Flags]
public enum FollowUps
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The API server's authorized ranges: new addresses are added, old ones removed.</summary>
    AuthorizedRanges = 1,

    /// <summary>The nodes of the pools are replaced.</summary>
    NodePools = 2,

    /// <summary>Everything that the change record still lists.</summary>
    All = AuthorizedRanges | NodePools,
}

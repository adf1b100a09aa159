namespace AksEgress.Core.OutboundTypes;

/// <summary>The updates after a change of the outbound type is verified.</summary>
[Flags]
public enum FollowUps
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The authorized IP ranges of the API server: adds new addresses, and removes previous ones.</summary>
    AuthorizedRanges = 1,

    /// <summary>Reimages the node pools.</summary>
    NodePools = 2,

    /// <summary>All updates that the change record lists.</summary>
    All = AuthorizedRanges | NodePools,
}

namespace AksEgress.Core.Preflight;

/// <summary>What the published tables say of a change.</summary>
public enum MigrationSupport : long
{
    /// <summary>The newest table allows it, and no other contradicts.</summary>
    Supported,

    /// <summary>The tables contradict each other: allowed with a warning, and ARM decides.</summary>
    Disputed,

    /// <summary>No table allows it.</summary>
    NotSupported,

    /// <summary>From and to are the same: only the profile can change.</summary>
    SameType,
}

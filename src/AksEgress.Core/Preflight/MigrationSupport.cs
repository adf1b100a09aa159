namespace AksEgress.Core.Preflight;

/// <summary>Whether the documentation supports a change.</summary>
public enum MigrationSupport : long
{
    /// <summary>The newest table allows it, and no other contradicts.</summary>
    Supported,

    /// <summary>The tables contradict each other: allowed with a warning, and ARM decides.</summary>
    Disputed,

    /// <summary>No table allows it.</summary>
    NotSupported,

    /// <summary>The outbound types are the same, so only the profile can change.</summary>
    SameType,
}

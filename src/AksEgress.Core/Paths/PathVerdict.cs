namespace AksEgress.Core.Paths;

/// <summary>The result of a path.</summary>
public enum PathVerdict : long
{
    /// <summary>Traffic is dropped or refused.</summary>
    Denied,

    /// <summary>It depends on something that isn't known, which Reason names.</summary>
    Unknown,

    /// <summary>Traffic reaches the destination.</summary>
    Allowed,
}

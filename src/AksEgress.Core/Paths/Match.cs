namespace AksEgress.Core.Paths;

/// <summary>Whether a rule matches a flow. Maybe: a part of the rule or of the destination isn't known.</summary>
internal enum Match
{
    /// <summary>It doesn't match.</summary>
    No,

    /// <summary>It depends on something that isn't known, such as the address of a name.</summary>
    Maybe,

    /// <summary>It matches.</summary>
    Yes,
}

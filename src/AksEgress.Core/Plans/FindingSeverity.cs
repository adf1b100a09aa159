namespace AksEgress.Core.Plans;

/// <summary>The severity of a finding.</summary>
public enum FindingSeverity : long
{
    /// <summary>A note.</summary>
    Information,

    /// <summary>The change is possible, but can cause problems.</summary>
    Warning,

    /// <summary>ARM would reject the change, or the cluster would lose its egress path. The change stops without -SkipPreflight.</summary>
    Error,
}

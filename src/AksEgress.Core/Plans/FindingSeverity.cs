namespace AksEgress.Core.Plans;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity : long
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>The change can go on, and may hurt.</summary>
    Warning,

    /// <summary>ARM would refuse, or the cluster would lose its way out; the change stops unless -SkipPreflight.</summary>
    Error,
}

namespace AksEgress.Core.Plans;

/// <summary>What happens if a change is made in spite of a finding.</summary>
public enum FindingConsequence : long
{
    /// <summary>Nothing: the finding is information or a warning.</summary>
    None,

    /// <summary>ARM rejects the change.</summary>
    Refused,

    /// <summary>ARM accepts the change, and nodes or pods lose egress that they require.</summary>
    BreaksEgress,
}

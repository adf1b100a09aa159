namespace AksEgress.Core.Topologies;

/// <summary>The state of a topology's part before a run.</summary>
public enum PartState : long
{
    /// <summary>It doesn't exist.</summary>
    Missing,

    /// <summary>It exists as requested, as far as that is known before the parts that it needs exist.</summary>
    Present,

    /// <summary>It exists and isn't complete.</summary>
    Incomplete,

    /// <summary>Another client or an earlier run is changing it.</summary>
    Busy,

    /// <summary>Its last write failed.</summary>
    Failed,

    /// <summary>It exists and doesn't belong to this topology.</summary>
    Foreign,
}

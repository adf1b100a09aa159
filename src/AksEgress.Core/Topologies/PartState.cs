namespace AksEgress.Core.Topologies;

/// <summary>How a part of a topology was found.</summary>
public enum PartState : long
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there as it should be, as far as can be seen before the parts that it needs.</summary>
    Present,

    /// <summary>It is there and lacks something.</summary>
    Incomplete,

    /// <summary>Somebody, perhaps an earlier run, is writing it.</summary>
    Busy,

    /// <summary>Its last write failed.</summary>
    Failed,

    /// <summary>It is there and belongs to something else.</summary>
    Foreign,
}

namespace AksEgress.Core.Topologies;

/// <summary>A part of a topology, as it is now.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Resource">The resource in words.</param>
/// <param name="ResourceId">The resource's ID.</param>
/// <param name="State">Present, Missing, Busy, Failed, or Foreign for a resource that doesn't have the topology's tag.</param>
public sealed record TopologyPartStatus(string Name, string Resource, string ResourceId, PartState State)
{
    /// <summary>The part in one line.</summary>
    public override string ToString() => $"{Resource}: {State}";
}

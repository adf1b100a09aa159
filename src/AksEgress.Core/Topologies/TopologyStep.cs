namespace AksEgress.Core.Topologies;

/// <summary>One part of a topology's plan.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Name">Its name, unique in the plan.</param>
/// <param name="Resource">What it is, in words.</param>
/// <param name="State">How it was found.</param>
/// <param name="Needs">The numbers of the parts that must stand before.</param>
/// <param name="Usual">How long it usually takes, by the recordings; 0 where it is there already.</param>
/// <param name="Detail">What it will be.</param>
public sealed record TopologyStep(
    int Number, string Name, string Resource, PartState State, IReadOnlyList<int> Needs, TimeSpan Usual, string Detail)
{
    /// <summary>What will be done with it, in words.</summary>
    public string Action => State switch
    {
        PartState.Missing => "create",
        PartState.Present => "already exists",
        PartState.Incomplete => "complete",
        PartState.Busy => "wait for the running operation",
        PartState.Failed => "repair (the last operation failed)",
        _ => "use unchanged (not part of this topology)",
    };

    /// <summary>The step in one line.</summary>
    public override string ToString() => $"{Number}  {Resource}  {Action}";
}

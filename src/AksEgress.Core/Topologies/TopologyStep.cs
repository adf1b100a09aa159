namespace AksEgress.Core.Topologies;

/// <summary>One part of a topology's plan.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Name">Its name, unique in the plan.</param>
/// <param name="Resource">Its resource type, for display.</param>
/// <param name="State">Its state before the run.</param>
/// <param name="Needs">The numbers of the parts that must exist before it.</param>
/// <param name="Usual">How long it usually takes, measured in recordings; 0 if it already exists.</param>
/// <param name="Detail">What will be created.</param>
public sealed record TopologyStep(
    int Number, string Name, string Resource, PartState State, IReadOnlyList<int> Needs, TimeSpan Usual, string Detail)
{
    /// <summary>The action for the part, for display.</summary>
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

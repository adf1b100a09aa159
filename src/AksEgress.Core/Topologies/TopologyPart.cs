using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Topologies;

/// <summary>
/// One part of a topology: looked for, and made where it is missing. Making it again changes nothing, so that a run that was
/// broken off anywhere is simply run again.
/// </summary>
internal abstract class TopologyPart(string name, ArmResourceId id, TimeSpan usual, IReadOnlyList<string> needs)
{
    /// <summary>The part's name in the plan, unique in it.</summary>
    public string Name { get; } = name;

    /// <summary>The resource that it is about.</summary>
    public ArmResourceId Id { get; } = id;

    /// <summary>How long making it takes, by the recordings; from seconds to some ten minutes.</summary>
    public TimeSpan Usual { get; } = usual;

    /// <summary>The names of the parts that must stand before.</summary>
    public IReadOnlyList<string> Needs { get; } = needs;

    /// <summary>What it will be, for the plan; empty where the name says it.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>What the plan calls it.</summary>
    public virtual string Title => $"{ResourceNouns.InSentence(Id.ResourceType)} '{Id.Name}'";

    /// <summary>Finds out how it is. Reads only.</summary>
    /// <exception cref="ArmException">ARM refused.</exception>
    public virtual async Task<PartState> LookAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken) =>
        await store.TryReadAsync(Id, cancellationToken).ConfigureAwait(false) is { } document ? State(document, owner) : PartState.Missing;

    /// <summary>Makes it as it should be, and returns how it was found.</summary>
    /// <exception cref="EgressException">TopologyPartNotOwned, and what the resource's own making throws.</exception>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public abstract Task<PartState> EnsureAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken);

    /// <summary>What a document tells.</summary>
    protected static PartState State(ArmDocument document, TopologyOwner owner) => document.ProvisioningState switch
    {
        _ when !owner.Owns(document) => PartState.Foreign,
        null or "Succeeded" => PartState.Present,
        "Failed" or "Canceled" => PartState.Failed,
        _ => PartState.Busy,
    };
}

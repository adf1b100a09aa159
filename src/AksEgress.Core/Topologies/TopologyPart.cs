using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Topologies;

/// <summary>
/// One part of a topology: it is looked up, and created if it doesn't exist. Creating it again changes nothing, so that an
/// interrupted run can be repeated.
/// </summary>
internal abstract class TopologyPart(string name, ArmResourceId id, TimeSpan usual, IReadOnlyList<string> needs)
{
    /// <summary>The part's name in the plan, unique in it.</summary>
    public string Name { get; } = name;

    /// <summary>The part's resource.</summary>
    public ArmResourceId Id { get; } = id;

    /// <summary>How long the creation takes, measured in recordings; from seconds to about ten minutes.</summary>
    public TimeSpan Usual { get; } = usual;

    /// <summary>The names of the parts that must exist before this one.</summary>
    public IReadOnlyList<string> Needs { get; } = needs;

    /// <summary>The detail for the plan; empty if the name is enough.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>The resource type, as the plan shows it.</summary>
    public virtual string Title => $"{ResourceNouns.InSentence(Id.ResourceType)} '{Id.Name}'";

    /// <summary>Gets the state of the part. Reads only.</summary>
    /// <exception cref="ArmException">ARM refused.</exception>
    public virtual async Task<PartState> LookAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken) =>
        await store.TryReadAsync(Id, cancellationToken).ConfigureAwait(false) is { } document ? State(document, owner) : PartState.Missing;

    /// <summary>Creates or completes the part, and returns its state before.</summary>
    /// <exception cref="EgressException">TopologyPartNotOwned, and the errors of the resource's creation.</exception>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public abstract Task<PartState> EnsureAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken);

    /// <summary>Gets the state from a document, without regard to its owner.</summary>
    internal static PartState StateOf(ArmDocument document) =>
        document.IsUnfinished ? PartState.Failed
        : document.IsSettled ? PartState.Present
        : PartState.Busy;

    /// <summary>Gets the state from a document; Foreign if it doesn't belong to the topology.</summary>
    protected static PartState State(ArmDocument document, TopologyOwner owner) =>
        owner.Owns(document) ? StateOf(document) : PartState.Foreign;
}

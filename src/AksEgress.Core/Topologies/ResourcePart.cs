using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Topologies;

/// <summary>A part that is one resource with its own document.</summary>
/// <param name="name">The part's name.</param>
/// <param name="id">The resource.</param>
/// <param name="usual">How long the creation takes.</param>
/// <param name="needs">The parts before it.</param>
/// <param name="prepare">Reads what the design needs; the design adds what is missing and removes nothing.</param>
internal sealed class ResourcePart<TView>(
    string name,
    ArmResourceId id,
    TimeSpan usual,
    IReadOnlyList<string> needs,
    Func<ResourceStore, CancellationToken, Task<ResourceDesign>> prepare)
    : TopologyPart(name, id, usual, needs)
    where TView : ArmResource, IArmResource<TView>
{
    /// <summary>The region; null for that of the resource group.</summary>
    public string? Location { get; init; }

    /// <summary>True if the part can belong to another owner, such as a resource group.</summary>
    public bool MayBeForeign { get; init; }

    /// <inheritdoc/>
    /// <remarks>A part whose document differs from its design is Incomplete: a plan without it must not change anything.</remarks>
    public override async Task<PartState> LookAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        if (await store.TryReadAsync(Id, cancellationToken).ConfigureAwait(false) is not { } document)
        {
            return PartState.Missing;
        }

        var state = State(document, owner) is var found && found == PartState.Foreign && MayBeForeign ? PartState.Present : found;
        return state == PartState.Present && await DiffersAsync(store, document, cancellationToken).ConfigureAwait(false)
            ? PartState.Incomplete
            : state;
    }

    /// <inheritdoc/>
    public override async Task<PartState> EnsureAsync(ResourceStore store, TopologyOwner owner, CancellationToken cancellationToken)
    {
        var settled = await store.SettleAsync(Id, cancellationToken).ConfigureAwait(false);
        Require(settled, owner);
        var design = await prepare(store, cancellationToken).ConfigureAwait(false);
        if (settled is null && await CreateAsync(store, owner, design, cancellationToken).ConfigureAwait(false))
        {
            return PartState.Missing;
        }

        // Another run sent its PUT first: wait for its resource.
        settled ??= await store.SettleAsync(Id, cancellationToken).ConfigureAwait(false) ?? throw ResourceStore.NotFound(Id);
        Require(settled, owner);
        // A failed resource is written again even if its document doesn't change: ARM repairs it with the same PUT.
        var result = await store.UpdateAsync(Id, design.Apply, cancellationToken).ConfigureAwait(false);
        return settled.IsUnfinished ? PartState.Failed
            : result.ETag == settled.ETag || DocumentComparison.Compare(settled.Root, result.Root).Count == 0
            ? PartState.Present
            : PartState.Incomplete;
    }

    private async Task<bool> DiffersAsync(ResourceStore store, ArmDocument document, CancellationToken cancellationToken)
    {
        try
        {
            var design = await prepare(store, cancellationToken).ConfigureAwait(false);
            var wanted = document.Copy();
            design.Apply(wanted);
            return DocumentComparison.Compare(document.Root, wanted.Root).Count > 0;
        }
        catch (EgressException e) when (e.Id is nameof(EgressErrors.ResourceNotFound) or nameof(EgressErrors.ResourceGroupNotFound)
            or nameof(EgressErrors.FirewallNotReady))
        {
            // The design refers to a part that doesn't exist yet. The plan contains that part, so the user confirms the run.
            return false;
        }
    }

    private void Require(ArmDocument? settled, TopologyOwner owner)
    {
        if (settled is not null && !MayBeForeign)
        {
            owner.Require(Id, settled);
        }
    }

    private async Task<bool> CreateAsync(
        ResourceStore store, TopologyOwner owner, ResourceDesign design, CancellationToken cancellationToken)
    {
        try
        {
            var target = new NewResource(Id) { Location = Location };
            var plan = await ResourceCreation.PlanAsync<TView>(
                store, target, new OwnedDesign(design, owner), cancellationToken).ConfigureAwait(false);
            await plan.RunAsync(store, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceExists))
        {
            return false;
        }
    }
}

using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Plans;

/// <summary>A planned change of an existing resource, with its document before and after the change.</summary>
/// <typeparam name="TView">The resource's view.</typeparam>
public abstract class UpdatePlan<TView> : WritePlan<TView>
    where TView : ArmResource, IArmResource<TView>
{
    private protected UpdatePlan(ArmResourceId id, ArmDocument before, ArmDocument after)
        : base(id)
    {
        Before = TView.Of(before);
        After = TView.Of(after);
    }

    /// <summary>The resource as read.</summary>
    public TView Before { get; }

    /// <summary>The resource to send.</summary>
    public TView After { get; }

    /// <summary>True when no change is required.</summary>
    public bool IsMet => !Before.Document.IsUnfinished && Changes.Count == 0;

    /// <inheritdoc/>
    public override ChangeKind Kind => IsMet ? ChangeKind.None : ChangeKind.Update;

    /// <inheritdoc/>
    internal override ExpectedState Expected => new(ChangeKind.Update, Before.ETag, Changes);

    /// <summary>The text of a plan without visible changes, for example after an update that failed.</summary>
    private protected string DescribeNoChanges() => Before.Document.IsUnfinished
        ? $"no changes; it's updated once more, because its state is {Before.ProvisioningState}"
        : "no changes";

    private IReadOnlyList<MemberChange> Changes => DocumentComparison.Compare(Before.Document.Root, After.Document.Root);

    /// <summary>Applies the change to the current resource, and reads it back.</summary>
    /// <exception cref="Errors.EgressException">ConcurrentModification, UpdateIncomplete.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public override async Task<TView> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return IsMet
            ? Before
            : TView.Of(await context.StoreFor(Activity, UsualDuration).UpdateAsync(Id, Apply, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    internal override Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken) =>
        store.StartWriteAsync(Id, After.Document, Before.Document, mustBeNew: false, cancellationToken);

    /// <summary>Applies the change to a document.</summary>
    private protected abstract void Apply(ArmDocument document);
}

using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Plans;

/// <summary>A planned removal of a resource, in exactly the version that was read.</summary>
public class RemovalPlan : WritePlan<bool>
{
    private readonly ArmResource _resource;
    private readonly string? _description;

    /// <summary>Creates a plan for a resource that isn't in use.</summary>
    /// <param name="resource">The resource as read.</param>
    /// <param name="usedBy">The IDs of the resources that use it.</param>
    /// <param name="description">The text of the plan; null for the default text of the resource.</param>
    /// <exception cref="EgressException">ResourceInUse.</exception>
    internal RemovalPlan(ArmResource resource, IReadOnlyList<string> usedBy, string? description = null)
        : base(resource.ParsedId)
    {
        if (usedBy.Count > 0)
        {
            throw EgressErrors.ResourceInUse(ResourceNouns.Describe(Id.ResourceType), Id.Name, Sentences.List(usedBy), Id.Text);
        }

        _resource = resource;
        _description = description;
    }

    /// <inheritdoc/>
    public override ChangeKind Kind => ChangeKind.Delete;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Warnings => Notes;

    /// <summary>Warnings for the user.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The usual duration, or null.</summary>
    internal TimeSpan? Usual { get; init; }

    /// <inheritdoc/>
    internal override TimeSpan? UsualDuration => Usual;

    /// <inheritdoc/>
    internal override ExpectedState Expected => ExpectedState.Deleted(_resource.ETag);

    /// <inheritdoc/>
    public override string Describe() => _description ?? _resource.RemovalText;

    /// <summary>Removes the resource, and waits.</summary>
    /// <returns>False if the resource doesn't exist anymore.</returns>
    /// <exception cref="EgressException">ModifiedByAnotherClient, ResourceNotRemoved.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public override async Task<bool> RunAsync(PlanContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await RequireCurrentAsync(context.Store, cancellationToken).ConfigureAwait(false);
        return await context.StoreFor(Activity, UsualDuration).DeleteAsync(Id, _resource.ETag, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    internal override async Task<ArmResponse> SendAsync(ResourceStore store, CancellationToken cancellationToken)
    {
        await RequireCurrentAsync(store, cancellationToken).ConfigureAwait(false);
        return await store.StartDeleteAsync(Id, _resource.ETag, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Rejects changes since the confirmation that an eTag doesn't show.</summary>
    internal virtual Task RequireCurrentAsync(ResourceStore store, CancellationToken cancellationToken) => Task.CompletedTask;
}

using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.PowerShell.Binding;

namespace AksEgress.PowerShell.Engine;

/// <summary>What New- cmdlets share that make one resource of everything that is piped to them.</summary>
/// <typeparam name="TView">The view that is written.</typeparam>
public abstract class CollectingNewCommand<TView> : NewResourceCommand<TView>
    where TView : ArmResource
{
    private readonly HashSet<ArmResourceId> targets = [];

    /// <summary>Keeps what one record brings.</summary>
    protected abstract void Collect();

    /// <summary>Forgets what was kept.</summary>
    protected abstract void Clear();

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        // What a record binds holds for that record only, so where the resource goes is kept as well.
        // What cannot be collected is an error, and must not count as a record without anything.
        var target = Target();
        if (Piped?.Kind == PipedKind.Row)
        {
            if (targets.Count > 0)
            {
                throw new EgressException(
                    EgressErrors.ContradictingParameters, Name, "Rows and other objects are piped to one command.", "Pipe rows, each of which describes a resource, or what one resource is made of.");
            }

            // Each row describes a resource of its own.
            Collect();
            await CreateAsync(target, Location, Tag, cancellationToken).ConfigureAwait(false);
            Clear();
            return;
        }

        Collect();
        targets.Add(target);
    }

    /// <inheritdoc/>
    protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (targets.Count > 1)
        {
            throw new EgressException(
                EgressErrors.ContradictingParameters, Name,
                $"What was piped is in several resource groups: {Sentences.List([.. targets.Select(id => id.ResourceGroupName)])}.",
                "Say with -ResourceGroupName where the one resource goes.");
        }

        // A pipeline that brought nothing, because the command before it failed or ran with -WhatIf, makes nothing.
        if (targets.SingleOrDefault() is { } target)
        {
            await CreateAsync(target, Location, Tag, cancellationToken).ConfigureAwait(false);
        }
    }
}

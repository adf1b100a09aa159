using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Plans;

/// <summary>
/// A planned change in Azure. Planning only reads, checks, and describes; only running the plan writes. A plan with several writes
/// runs them in order, and has no state that Azure doesn't have.
/// </summary>
/// <typeparam name="TResult">The result of the verified change.</typeparam>
public abstract class Plan<TResult>
{
    private protected Plan(ArmResourceId id) => Id = id;

    /// <summary>The resource to change.</summary>
    internal ArmResourceId Id { get; }

    /// <summary>The kind of the change; None if the resource is already as requested.</summary>
    public abstract ChangeKind Kind { get; }

    /// <summary>The findings of the pre-flight check, the most severe first; empty without a check.</summary>
    internal virtual IReadOnlyList<Finding> Findings => new OutputList<Finding>([]);

    /// <summary>Warnings in addition to the findings.</summary>
    internal virtual IReadOnlyList<string> Warnings => new OutputList<string>([]);

    /// <summary>True when the change interrupts traffic, or changes its egress path.</summary>
    public virtual bool InterruptsTraffic => false;

    /// <summary>
    /// The second prompt, for a change that interrupts connections, or the access to an API server; null if one prompt is enough.
    /// </summary>
    internal virtual string? CriticalPrompt => null;

    /// <summary>The usual duration; null without recordings.</summary>
    internal virtual TimeSpan? UsualDuration => null;

    /// <summary>The name of the progress activity.</summary>
    internal virtual string Activity => Id.Name;

    /// <summary>A short text, which follows the name of the cmdlet in the command of a job.</summary>
    internal virtual string Summary => Activity;

    /// <summary>The name of the operation, for example <c>create</c>.</summary>
    internal virtual string Operation => Kind switch
    {
        ChangeKind.Create => "create",
        ChangeKind.Delete => "remove",
        _ => "change",
    };

    /// <summary>The text for -WhatIf and the confirmation prompt.</summary>
    public abstract string Describe();

    /// <summary>Rejects a plan with findings that are errors.</summary>
    /// <exception cref="Errors.EgressException">PreflightFailed.</exception>
    public virtual void RequireReady()
    {
    }

    /// <summary>Reads data for the run, before the prompt, so the prompt isn't shown if that fails.</summary>
    /// <exception cref="Errors.EgressException">TenantUnknown.</exception>
    public virtual Task PrepareAsync(PlanContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts the change without waiting.</summary>
    /// <returns>
    /// The operation, for Wait-AksEgressOperation; null if the plan isn't a single write, and has to run to its end.
    /// </returns>
    /// <exception cref="Errors.EgressException">TenantUnknown, and those of the write.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public virtual Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken) =>
        Task.FromResult<EgressOperation?>(null);

    /// <summary>Runs the change, waits, reads back, and compares. Writes nothing if <see cref="Kind"/> is None.</summary>
    /// <exception cref="Errors.EgressException">
    /// UpdateIncomplete, ConcurrentModification, ModifiedByAnotherClient, and those of the resource.
    /// </exception>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public abstract Task<TResult> RunAsync(PlanContext context, CancellationToken cancellationToken);
}

using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Plans;

/// <summary>
/// One change in Azure, checked and described before anything is sent. Whoever makes a plan only reads; the plan alone writes.
/// A plan of several writes runs them in order and never holds state that Azure doesn't.
/// </summary>
/// <typeparam name="TResult">What the change returns when it is verified.</typeparam>
public abstract class Plan<TResult>
{
    private protected Plan(ArmResourceId id) => Id = id;

    /// <summary>The resource that is changed.</summary>
    public ArmResourceId Id { get; }

    /// <summary>What happens to the resource; None when it is as requested already.</summary>
    public abstract ChangeKind Kind { get; }

    /// <summary>What the findings say, the worst first; empty where nothing was checked.</summary>
    public virtual IReadOnlyList<Finding> Findings => new OutputList<Finding>([]);

    /// <summary>What the user must know besides the findings, in sentences.</summary>
    public virtual IReadOnlyList<string> Warnings => new OutputList<string>([]);

    /// <summary>True when traffic that flows now is interrupted or gets another egress path.</summary>
    public virtual bool InterruptsTraffic => false;

    /// <summary>
    /// The second prompt, for what cuts connections or opens or closes an API server; null where the first one is enough.
    /// </summary>
    public virtual string? CriticalPrompt => null;

    /// <summary>How long it usually takes; null where no recording shows it.</summary>
    public virtual TimeSpan? UsualDuration => null;

    /// <summary>What progress calls it.</summary>
    public virtual string Activity => Id.Name;

    /// <summary>The plan in a few words, which a job's command shows after the cmdlet's name.</summary>
    public virtual string Summary => Activity;

    /// <summary>What the operation is called, for example <c>create</c>.</summary>
    public virtual string Operation => Kind switch
    {
        ChangeKind.Create => "create",
        ChangeKind.Delete => "remove",
        _ => "change",
    };

    /// <summary>The text of -WhatIf and of the confirmation prompt.</summary>
    public abstract string Describe();

    /// <summary>Refuses a plan whose findings have errors.</summary>
    /// <exception cref="Errors.EgressException">PreflightFailed.</exception>
    public virtual void RequireReady()
    {
    }

    /// <summary>Reads what only a run needs, before the prompt: what would fail then isn't offered.</summary>
    /// <exception cref="Errors.EgressException">TenantUnknown.</exception>
    public virtual Task PrepareAsync(PlanContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts the change and doesn't wait.</summary>
    /// <returns>
    /// The operation, for Wait-AksEgressOperation; null where there is no single write to start, and the plan has to run to its end.
    /// </returns>
    /// <exception cref="Errors.EgressException">TenantUnknown, and those of the write.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public virtual Task<EgressOperation?> StartAsync(PlanContext context, CancellationToken cancellationToken) =>
        Task.FromResult<EgressOperation?>(null);

    /// <summary>Does the change, waits, reads back and compares. Writes nothing when <see cref="Kind"/> is None.</summary>
    /// <exception cref="Errors.EgressException">
    /// UpdateIncomplete, ConcurrentModification, ModifiedByAnotherClient, and those of the resource.
    /// </exception>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public abstract Task<TResult> RunAsync(PlanContext context, CancellationToken cancellationToken);
}

using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.PowerShell.Jobs;
using AksEgress.PowerShell.Streams;

namespace AksEgress.PowerShell.Engine;

/// <summary>
/// Runs a plan in the same way for every changing cmdlet: it writes warnings, shows the confirmation prompt, and then runs the plan
/// to its end, starts it without waiting (-NoWait), or runs it as a background job (-AsJob).
/// </summary>
internal sealed class PlanRunner(EgressCmdletBase cmdlet)
{
    /// <summary>Suppresses the confirmation prompt. -WhatIf still applies.</summary>
    public bool Force { get; init; }

    /// <summary>Sends the request and writes an operation, without waiting.</summary>
    public bool NoWait { get; init; }

    /// <summary>Runs the plan as a background job, and writes the job.</summary>
    public bool AsJob { get; init; }

    /// <summary>Runs a plan even if its findings include errors, and writes them as warnings.</summary>
    public bool SkipPreflight { get; init; }

    /// <summary>The caption of the confirmation prompt; the cmdlet's name if null.</summary>
    public string? Caption { get; init; }

    private string Command => cmdlet.MyInvocation.MyCommand.Name;

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="write">Writes the result. A job outlives the cmdlet, so this must not refer to the cmdlet.</param>
    /// <param name="cancellationToken">Ctrl+C: stops waiting. Operations that were already submitted continue in Azure.</param>
    /// <returns>False if the user declined, or with -WhatIf.</returns>
    /// <exception cref="EgressException">
    /// ContradictingParameters, PreflightFailed, ConfirmationUnavailable, and the errors of the plan.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public Task<bool> RunAsync<TResult>(
        Plan<TResult> plan, Action<TResult, ICommandStreams> write, CancellationToken cancellationToken) =>
        RunAsync([plan], write, cancellationToken);

    /// <summary>Runs plans one after another, with a confirmation prompt for each. With -AsJob, one job runs all of them.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="write">Writes one result. A job outlives the cmdlet, so this must not refer to the cmdlet.</param>
    /// <param name="cancellationToken">Ctrl+C: stops waiting. Operations that were already submitted continue in Azure.</param>
    /// <returns>False if the user declined all plans, or with -WhatIf.</returns>
    /// <exception cref="EgressException">
    /// ContradictingParameters, PreflightFailed, ConfirmationUnavailable, and the errors of the plans.
    /// </exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<bool> RunAsync<TResult>(
        IEnumerable<Plan<TResult>> plans, Action<TResult, ICommandStreams> write, CancellationToken cancellationToken)
    {
        RequireOneMode(NoWait, AsJob);
        var agreed = new List<Plan<TResult>>();
        foreach (var plan in plans)
        {
            await WarnAsync(plan, cancellationToken).ConfigureAwait(false);
            if (plan.Kind == ChangeKind.None || await ConfirmAsync(plan.Describe(), plan.CriticalPrompt).ConfigureAwait(false))
            {
                agreed.Add(plan);
                if (!AsJob)
                {
                    await RunAgreedAsync(plan, write, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        if (AsJob && agreed.Count > 0)
        {
            Start(agreed, write);
        }

        return agreed.Count > 0;
    }

    /// <summary>Prompts as -WhatIf and -Confirm require, and again before a critical change.</summary>
    /// <param name="description">What the command will do.</param>
    /// <param name="critical">The text of the second prompt, or null.</param>
    public async Task<bool> ConfirmAsync(string description, string? critical = null)
    {
        var caption = Caption ?? Command;
        if (cmdlet.WhatIf && critical is not null)
        {
            description = WithEffects(description, critical);
        }

        var question = description.Contains('\n', StringComparison.Ordinal)
            ? description + Environment.NewLine + "Continue?"
            : description + "?";
        return ((IsForced && !cmdlet.WhatIf)
            || await cmdlet.Streams.ShouldProcessAsync(description, question, caption).ConfigureAwait(false))
            && (critical is null || Force || cmdlet.IsConfirmedBeforehand
                || await cmdlet.Streams.ShouldContinueAsync(critical, caption).ConfigureAwait(false));
    }

    // -WhatIf has no second prompt, so it shows what that would say.
    private static string WithEffects(string description, string critical)
    {
        var effects = critical.EndsWith(" Continue?", StringComparison.Ordinal) ? critical[..^" Continue?".Length] : critical;
        return effects.Contains(description, StringComparison.Ordinal) ? effects : $"{description}{Environment.NewLine}  {effects}";
    }

    /// <summary>Refuses -NoWait together with -AsJob.</summary>
    /// <exception cref="EgressException">ContradictingParameters.</exception>
    public static void RequireOneMode(bool noWait, bool asJob)
    {
        if (noWait && asJob)
        {
            throw EgressErrors.ContradictingParameters("-NoWait and -AsJob can't be used together.", "Specify only one of them.");
        }
    }

    // A user who types -Confirm together with -Force wants the prompt.
    private bool IsForced => Force
        && !(cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) && confirm is SwitchParameter { IsPresent: true });

    private async Task WarnAsync<TResult>(Plan<TResult> plan, CancellationToken cancellationToken)
    {
        if (!SkipPreflight)
        {
            plan.RequireReady();
        }

        foreach (var finding in plan.Findings.Where(finding => finding.Severity != FindingSeverity.Information))
        {
            cmdlet.Streams.Warning($"{finding.Id}: {finding.Found} {finding.Next}");
        }

        foreach (var warning in plan.Warnings)
        {
            cmdlet.Streams.Warning(warning);
        }

        await plan.PrepareAsync(Context(cmdlet.Gateway, cmdlet.Streams), cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAgreedAsync<TResult>(
        Plan<TResult> plan, Action<TResult, ICommandStreams> write, CancellationToken cancellationToken)
    {
        var context = Context(cmdlet.Gateway, cmdlet.Streams);
        if (NoWait && await plan.StartAsync(context, cancellationToken).ConfigureAwait(false) is { } operation)
        {
            cmdlet.Streams.Result(operation);
            return;
        }

        write(await plan.RunAsync(context, cancellationToken).ConfigureAwait(false), cmdlet.Streams);
    }

    private void Start<TResult>(List<Plan<TResult>> plans, Action<TResult, ICommandStreams> write)
    {
        var operations = cmdlet.Session.Operations;
        var first = plans[0];
        StartJob(first.Summary, first.Activity, first.Id.Text, async (gateway, streams, token) =>
        {
            foreach (var plan in plans)
            {
                var context = new PlanContext(gateway, operations, new StreamsObserver(streams));
                write(await plan.RunAsync(context, token).ConfigureAwait(false), streams);
            }
        });
    }

    /// <summary>Runs work that isn't a plan as a background job, and writes the job.</summary>
    /// <param name="summary">Follows the name of the cmdlet in the command of the job.</param>
    /// <param name="name">The name of the job.</param>
    /// <param name="target">The target of an error.</param>
    /// <param name="work">The work. A job outlives the cmdlet, so this must not refer to the cmdlet.</param>
    public void StartJob(
        string summary, string name, object? target, Func<IArmGateway, ICommandStreams, CancellationToken, Task> work)
    {
        var gateway = cmdlet.Session.Gateway;
        var job = new CommandJob(cmdlet.Session, $"{Command} {summary}", name, target);
        job.Start((streams, token) =>
            work(new TracingGateway(gateway, exchange => streams.Verbose(exchange.ToString())), streams, token));
        cmdlet.Streams.Job(job);
    }

    private PlanContext Context(IArmGateway gateway, ICommandStreams streams) =>
        new(gateway, cmdlet.Session.Operations, new StreamsObserver(streams));
}

using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Jobs;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Engine;

/// <summary>Carries out a plan as Set- and Undo-AksOutboundType both do: warn, ask, then wait, leave running, or make a job.</summary>
internal sealed class OutboundChangeRun(EgressCmdlet cmdlet)
{
    /// <summary>Skips the refusal of a plan with errors; they become warnings.</summary>
    public bool SkipPreflight { get; init; }

    /// <summary>Answers the question.</summary>
    public bool Force { get; init; }

    /// <summary>Starts the change and writes an operation.</summary>
    public bool NoWait { get; init; }

    /// <summary>Writes a job.</summary>
    public bool AsJob { get; init; }

    /// <summary>Does what the plan says, if nothing and nobody objects.</summary>
    public async Task RunAsync(OutboundTypePlan plan, string command, CancellationToken cancellationToken)
    {
        if (cmdlet.Session.Operations.Unfinished.TryGetValue(plan.ResourceId, out var earlier))
        {
            plan.Continue(OutboundTypeChange.FromRecord(earlier));
        }

        if (!SkipPreflight)
        {
            OutboundTypeChanger.RequireReady(plan);
        }

        foreach (var finding in plan.Findings.Where(finding => finding.Severity != FindingSeverity.Information))
        {
            cmdlet.Streams.Warning($"{finding.Id}: {finding.Found} {finding.Next}");
        }

        if (plan.DoesSomething)
        {
            // A change whose record couldn't say where it was made isn't offered.
            await cmdlet.Store.OriginAsync(ArmResourceId.Parse(plan.ResourceId).SubscriptionId, cancellationToken).ConfigureAwait(false);
        }

        if (plan.DoesSomething && !await cmdlet.ConfirmAsync(plan.Describe(), command, Force).ConfigureAwait(false))
        {
            return;
        }

        if (AsJob)
        {
            var session = cmdlet.Session;
            var job = new CommandJob(session, $"{command} {plan.ClusterName} {plan.To}", plan.ClusterName, plan.ClusterName);
            job.Start(async (streams, token) => streams.Result(await ChangeAsync(session, Changer(plan, streams), plan, token).ConfigureAwait(false)));
            cmdlet.Streams.Job(job);
        }
        else if (NoWait && await Changer(plan, cmdlet.Streams).StartAsync(plan, cmdlet.Session.Operations, cancellationToken).ConfigureAwait(false) is { } operation)
        {
            cmdlet.Streams.Result(operation);
        }
        else if (!NoWait || plan.Changes.Count == 0)
        {
            // Ctrl+C stops the waiting and not the change; Get-AksEgressOperation then still has it, with the way back.
            cmdlet.Streams.Result(await ChangeAsync(cmdlet.Session, Changer(plan, cmdlet.Streams), plan, cancellationToken).ConfigureAwait(false));
        }
    }

    // The operation list keeps the change record from before the first byte is sent until the successful end.
    private static async Task<OutboundTypeChange> ChangeAsync(EgressSession session, OutboundTypeChanger changer, OutboundTypePlan plan, CancellationToken cancellationToken)
    {
        try
        {
            var change = await changer.RunAsync(plan, session.Operations, cancellationToken).ConfigureAwait(false);
            session.Operations.Unfinished.TryRemove(plan.ResourceId, out _);
            return change;
        }
        catch (EgressException e) when (e.Error == EgressErrors.ChangeNotApplied && e.Target is OutboundTypeChange change)
        {
            // Nothing is left to go back from.
            session.Operations.Ended(change);
            throw;
        }
        catch (EgressException e) when (e.Target is OutboundTypeChange change)
        {
            session.Operations.Unfinished[plan.ResourceId] = change.Record;
            throw;
        }
    }

    private OutboundTypeChanger Changer(OutboundTypePlan plan, ICommandStreams streams)
    {
        // A job outlives the cmdlet, so nothing of the cmdlet may be in what it runs.
        var gateway = cmdlet.Session.Gateway;
        var traced = new TracingGateway(gateway, exchange => streams.Verbose(exchange.ToString()));
        var store = new ResourceStore(traced, new OperationProgress(streams, plan.ClusterName, UsualDuration.UpdateCluster.Median));
        return new OutboundTypeChanger(store, gateway.Clock);
    }
}

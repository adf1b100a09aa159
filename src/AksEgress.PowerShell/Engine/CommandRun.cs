using AksEgress.Core.Arm;
using AksEgress.Core.RunCommands;
using AksEgress.PowerShell.Errors;
using AksEgress.PowerShell.Jobs;

namespace AksEgress.PowerShell.Engine;

/// <summary>Runs a command in a cluster as a cmdlet wants it: wait, leave running, or make a job.</summary>
internal sealed class CommandRun(EgressCmdlet cmdlet)
{
    /// <summary>Starts the command and writes an operation.</summary>
    public bool NoWait { get; init; }

    /// <summary>Writes a job.</summary>
    public bool AsJob { get; init; }

    /// <summary>Runs a command that was agreed to.</summary>
    public async Task RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var name = request.ClusterId.Name;
        if (AsJob)
        {
            // A job outlives the cmdlet, so nothing of the cmdlet may be in what it runs.
            var gateway = cmdlet.Session.Gateway;
            var operations = cmdlet.Session.Operations;
            var job = new CommandJob(cmdlet.Session, $"Invoke-AksEgressCommand {name}", name, name);
            job.Start(async (streams, token) =>
            {
                var traced = new TracingGateway(gateway, exchange => streams.Verbose(exchange.ToString()));
                Write(await Commands(traced, streams, name).RunAsync(request, operations.Enqueue, token).ConfigureAwait(false), streams);
            });
            cmdlet.Streams.Job(job);
            return;
        }

        var commands = Commands(cmdlet.Gateway, cmdlet.Streams, name);
        if (NoWait)
        {
            var operation = await commands.StartAsync(request, cancellationToken).ConfigureAwait(false);
            cmdlet.Session.Operations.Enqueue(operation);
            cmdlet.Streams.Result(operation);
            return;
        }

        // Ctrl+C stops the waiting and not the command; Get-AksEgressOperation then still has it.
        Write(await commands.RunAsync(request, cmdlet.Session.Operations.Enqueue, cancellationToken).ConfigureAwait(false), cmdlet.Streams);
    }

    /// <summary>
    /// Writes a result. A command that ran is an object whatever its exit code, and one that exited with another code
    /// than 0 an error besides; one that could not run is an error alone, because there is nothing to go on with.
    /// </summary>
    public static void Write(CommandResult result, ICommandStreams streams)
    {
        if (result.Outcome != CommandOutcome.CouldNotRun)
        {
            streams.Result(result);
        }

        if (ClusterCommands.ErrorOf(result) is { } error)
        {
            streams.Error(ErrorMapper.Record(error, result));
        }
    }

    private static ClusterCommands Commands(IArmGateway gateway, ICommandStreams streams, string name) => new(gateway, new OperationProgress(streams, name, null));
}

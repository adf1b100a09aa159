using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Jobs;

namespace AksEgress.PowerShell.Engine;

/// <summary>What takes minutes, done as -NoWait and -AsJob want it: an operation for Wait-AksEgressOperation, or a job.</summary>
internal sealed class LongRun(EgressCmdlet cmdlet, ArmResourceId id, string what)
{
    /// <summary>Sends, and writes the operation that this began.</summary>
    /// <param name="expected">What tells the result when the answer is lost.</param>
    /// <param name="send">Sends the request.</param>
    /// <param name="cancellationToken">Stops; what was sent goes on in Azure.</param>
    public async Task StartAsync(ExpectedState expected, Func<ResourceStore, Task<ArmResponse>> send, CancellationToken cancellationToken)
    {
        var origin = await cmdlet.Store.OriginAsync(id.SubscriptionId, cancellationToken).ConfigureAwait(false);
        var operation = EgressOperation.Of(origin, id, what, DateTimeOffset.UtcNow, await send(cmdlet.Store).ConfigureAwait(false), expected);
        cmdlet.Session.Operations.Enqueue(operation);
        cmdlet.Streams.Result(operation);
    }

    /// <summary>Writes a job, whose output is what the work returns.</summary>
    public void Start(string command, Func<ResourceStore, CancellationToken, Task<object?>> work)
    {
        var gateway = cmdlet.Session.Gateway;
        var job = new CommandJob(cmdlet.Session, $"{command} {id.Name}", id.Name, id.Text);
        job.Start(async (streams, token) =>
        {
            // A job outlives the cmdlet, so nothing of the cmdlet may be in what it runs.
            var traced = new TracingGateway(gateway, exchange => streams.Verbose(exchange.ToString()));
            if (await work(new ResourceStore(traced, new OperationProgress(streams, id.Name, null)), token).ConfigureAwait(false) is { } result)
            {
                streams.Result(result);
            }
        });
        cmdlet.Streams.Job(job);
    }
}

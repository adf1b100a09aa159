using System.Text.Json;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using Azure;
using Azure.Core;

namespace AksEgress.Arm.Operations;

/// <summary>
/// Follows operations to their end. Azure.Core's own poller reads and judges; when to look, and what to make of an
/// operation that cannot be found or reached for a while, is decided here.
/// </summary>
internal sealed class OperationWaiter
{
    /// <summary>Looks in a row that may fail before the waiting does; the pipeline has retried each of them already.</summary>
    public const int ToleratedMisses = 3;

    /// <summary>Between two looks when ARM names no time.</summary>
    public static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);

    private readonly ArmPipeline _pipeline;
    private readonly ArmSender _sender;
    private readonly TimeProvider _clock;
    private readonly OperationPacer _pacer;

    public OperationWaiter(ArmPipeline pipeline, ArmSender sender, TimeProvider clock)
    {
        _pipeline = pipeline;
        _sender = sender;
        _clock = clock;
        _pacer = new OperationPacer(clock);
    }

    /// <summary>Waits for the end and returns the final answer.</summary>
    public async Task<Response?> WaitAsync(
        OperationToken token, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        await DelayFirstLookAsync(token, cancellationToken).ConfigureAwait(false);
        var rehydration = token.ToRehydrationToken();
        Operation? operation = null;
        var misses = 0;
        while (true)
        {
            await _pacer.EnterAsync(token.SubscriptionId, cancellationToken).ConfigureAwait(false);
            var look = await LookAsync(token, rehydration, operation, cancellationToken).ConfigureAwait(false);
            operation = look.Operation;
            switch (look.Verdict)
            {
                case Verdict.Succeeded:
                    progress?.Report(new ArmOperationProgress("Succeeded", _clock.GetElapsedTime(started)));
                    return await FinalAsync(token, look.Response!, cancellationToken).ConfigureAwait(false);

                case Verdict.Failed:
                    progress?.Report(
                        new ArmOperationProgress(OperationStart.StateOf(look.Response!) ?? "Failed", _clock.GetElapsedTime(started)));
                    throw Failure(token, look.Response!);

                case Verdict.Running:
                    misses = 0;
                    progress?.Report(
                        new ArmOperationProgress(OperationStart.StateOf(look.Response!) ?? "InProgress", _clock.GetElapsedTime(started)));
                    break;

                case Verdict.Missed:
                    if (look.NotFound && token.Method == "DELETE" && await IsGoneAsync(token, cancellationToken).ConfigureAwait(false))
                    {
                        progress?.Report(new ArmOperationProgress("Succeeded", _clock.GetElapsedTime(started)));
                        return null;
                    }

                    misses++;
                    if (misses > ToleratedMisses)
                    {
                        token = InsteadOf(token, look);
                        misses = 0;
                        rehydration = token.ToRehydrationToken();
                    }
                    else
                    {
                        // A failed look ends Azure.Core's operation; its token still knows the newest address.
                        rehydration = operation?.GetRehydrationToken() ?? rehydration;
                    }

                    operation = null;
                    break;
            }

            var pause = look.Response is null ? null : RetryAfter.Read(look.Response, _clock);
            await _clock.DelayPollAsync(pause ?? UsualPause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ArmException Failure(OperationToken token, Response response)
    {
        var state = OperationStart.StateOf(response) ?? "Failed";
        return ArmErrorBody.Read(response) is null && response.Status < 300
            ? ArmErrorBody.ToException(
                token.Request, response, new ArmErrorBody(state, $"The operation ended as {state}, and Azure gave no reason.", null, null))
            : ArmErrorBody.ToException(token.Request, response);
    }

    /// <summary>
    /// Where an operation's record is gone for good, the resource's own provisioningState still tells how it ended;
    /// Terraform's and the CLI's pollers go the same way. Anything else that stays away is an error.
    /// </summary>
    private static OperationToken InsteadOf(OperationToken token, Look look)
    {
        if (look.Response is null)
        {
            throw AccessFaults.Translate(look.Fault!, token.Request);
        }

        if (look.NotFound && token.LeavesResource && token.Source != OperationSource.None)
        {
            return token with { Source = OperationSource.None, NextRequestUri = token.InitialUri, LastKnownLocation = null };
        }

        throw look.NotFound && token.Method == "DELETE"
            ? new ArmException(
                token.Request, 404, "OperationNotFound", "The operation is no longer known, but the resource still exists.")
            : ArmErrorBody.ToException(token.Request, look.Response);
    }

    /// <summary>
    /// Of a DELETE, Azure.Core shows a 404 of the operation's record as a 204 of its own making, without a header,
    /// and where Location is followed even as success. Right after the start that would be a lie.
    /// </summary>
    private static bool IsHiddenNotFound(OperationToken token, Response response) =>
        token.Method == "DELETE" && response.Status == 204 && !response.Headers.Any();

    /// <summary>
    /// What an answer means that Azure.Core calls a failure. Not found, not reachable and throttled may all pass; so
    /// may an answer that tells no state. A 204 of Location ends a PUT too, though Azure.Core thinks otherwise.
    /// </summary>
    private static Verdict Judge(OperationSource source, Response response) => response.Status switch
    {
        404 or 408 or 429 or >= 500 => Verdict.Missed,
        204 when source == OperationSource.Location => Verdict.Succeeded,
        < 300 => OperationStart.IsFailure(OperationStart.StateOf(response)) ? Verdict.Failed : Verdict.Missed,
        _ => Verdict.Failed,
    };

    private async Task DelayFirstLookAsync(OperationToken token, CancellationToken cancellationToken)
    {
        if (token.NotBefore is { } date)
        {
            // The date was made from a duration of ARM's, so it is virtual too; a wrong clock costs an hour at the most.
            var wait = date - _clock.GetUtcNow();
            await _clock.DelayAsync(wait < RetryAfter.Longest ? wait : RetryAfter.Longest, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Look> LookAsync(
        OperationToken token, RehydrationToken rehydration, Operation? operation, CancellationToken cancellationToken)
    {
        try
        {
            if (operation is null)
            {
                // Takes no cancellation token; a look left behind ends with the pipeline's own timeout.
                operation = await Operation.RehydrateAsync(_pipeline.Pipeline, rehydration, _pipeline.Options)
                    .WaitAsync(cancellationToken).ConfigureAwait(false);

                // It has looked already. One that has failed throws only when asked again, and sends nothing for that.
                if (!operation.HasCompleted)
                {
                    return new Look(Verdict.Running, operation, operation.GetRawResponse(), null);
                }
            }

            var response = await operation.UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
            return IsHiddenNotFound(token, response) ? new Look(Verdict.Missed, operation, response, null)
                : new Look(operation.HasCompleted ? Verdict.Succeeded : Verdict.Running, operation, response, null);
        }
        catch (RequestFailedException refused) when (refused.GetRawResponse() is not null)
        {
            var response = refused.GetRawResponse()!;
            return new Look(IsHiddenNotFound(token, response) ? Verdict.Missed : Judge(token.Source, response), operation, response, null);
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: JSON, but no object.
            return new Look(Verdict.Missed, operation, null, new IOException("the state of the operation isn't JSON.", notJson));
        }
        catch (Exception fault) when (AccessFaults.IsFault(fault, cancellationToken))
        {
            var translated = AccessFaults.Translate(fault);
            return translated.Failure == ArmAccessFailure.SignIn ? throw translated : new Look(Verdict.Missed, operation, null, fault);
        }
    }

    /// <summary>Azure.Core reads the resource after a PUT by itself, except where Location told of the end.</summary>
    private async Task<Response> FinalAsync(OperationToken token, Response last, CancellationToken cancellationToken) =>
        token.LeavesResource && token.Source == OperationSource.Location
            ? await _sender.SendAsync(token.Request with { Method = "GET" }, token.InitialUri, cancellationToken).ConfigureAwait(false)
            : last;

    private async Task<bool> IsGoneAsync(OperationToken token, CancellationToken cancellationToken)
    {
        try
        {
            _ = await _sender.SendAsync(token.Request with { Method = "GET" }, token.InitialUri, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (ArmException gone) when (gone.IsNotFound)
        {
            return true;
        }
    }

    private enum Verdict
    {
        Running,
        Succeeded,
        Failed,
        Missed,
    }

    private sealed record Look(Verdict Verdict, Operation? Operation, Response? Response, Exception? Fault)
    {
        /// <summary>A missed 2xx with no header is Azure.Core's stand-in for a 404 (see IsHiddenNotFound).</summary>
        public bool NotFound =>
            Response is { Status: 404 } || (Verdict == Verdict.Missed && Response is { Status: 204 } && !Response.Headers.Any());
    }
}

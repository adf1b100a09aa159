using System.Text.Json;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using Azure;
using Azure.Core;

namespace AksEgress.Arm.Operations;

/// <summary>
/// Follows operations to their end. Azure.Core's poller reads and interprets the state. This class decides when to read, and
/// handles operations that can't be found or reached for a while.
/// </summary>
internal sealed class OperationWaiter
{
    /// <summary>The number of consecutive reads that can fail before waiting fails; the pipeline has retried each of them.</summary>
    public const int ToleratedMisses = 3;

    /// <summary>The time between two reads if ARM specifies none.</summary>
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

    /// <summary>Waits for the end and returns the final response.</summary>
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
                        // A failed read ends Azure.Core's operation; its token still contains the newest address.
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
    /// If an operation's record no longer exists, the resource's provisioningState shows the result;
    /// Terraform's and the CLI's pollers do the same. Anything else that remains missing is an error.
    /// </summary>
    private static OperationToken InsteadOf(OperationToken token, Look look)
    {
        if (look.Response is null)
        {
            throw AccessFaults.Translate(look.Fault!, token.Request);
        }

        if (look.NotFound && token.HasResourceAsResult && token.Source != OperationSource.None)
        {
            return token with { Source = OperationSource.None, NextRequestUri = token.InitialUri, LastKnownLocation = null };
        }

        throw look.NotFound && token.Method == "DELETE"
            ? new ArmException(
                token.Request, 404, "OperationNotFound", "The operation is no longer known, but the resource still exists.")
            : ArmErrorBody.ToException(token.Request, look.Response);
    }

    /// <summary>
    /// For a DELETE, Azure.Core replaces a 404 of the operation's record with its own 204 without headers, and treats it as
    /// success if Location is followed. Directly after the start that would be wrong.
    /// </summary>
    private static bool IsHiddenNotFound(OperationToken token, Response response) =>
        token.Method == "DELETE" && response.Status == 204 && !response.Headers.Any();

    /// <summary>
    /// Interprets a response that Azure.Core treats as a failure. Not found, not reachable, throttled and a response without a
    /// state can be temporary. A 204 of Location also ends a PUT, which Azure.Core doesn't accept.
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
            // The date was computed from ARM's duration, so it is simulated too; a wrong clock delays by at most an hour.
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
                // It accepts no cancellation token; an abandoned read ends with the pipeline's own timeout.
                operation = await Operation.RehydrateAsync(_pipeline.Pipeline, rehydration, _pipeline.Options)
                    .WaitAsync(cancellationToken).ConfigureAwait(false);

                // It has already read the state. A failed operation throws only at the next call, without sending a request.
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
            // InvalidOperationException: JSON, but not an object.
            return new Look(Verdict.Missed, operation, null, new IOException("the state of the operation isn't JSON.", notJson));
        }
        catch (Exception fault) when (AccessFaults.IsFault(fault, cancellationToken))
        {
            var translated = AccessFaults.Translate(fault);
            return translated.Failure == ArmAccessFailure.SignIn ? throw translated : new Look(Verdict.Missed, operation, null, fault);
        }
    }

    /// <summary>Azure.Core itself reads the resource after a PUT, except if the end was read from Location.</summary>
    private async Task<Response> FinalAsync(OperationToken token, Response last, CancellationToken cancellationToken) =>
        token.HasResourceAsResult && token.Source == OperationSource.Location
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
        /// <summary>A 2xx without headers is Azure.Core's replacement for a 404 (see IsHiddenNotFound).</summary>
        public bool NotFound =>
            Response is { Status: 404 } || (Verdict == Verdict.Missed && Response is { Status: 204 } && !Response.Headers.Any());
    }
}

using Azure.Core;
using Azure.Core.Pipeline;

namespace AksEgress.Arm.Transport;

/// <summary>
/// Repeats requests that Azure.Core's classifier considers retriable, after Retry-After or an increasing pause. It replaces
/// Azure.Core's RetryPolicy, which can only wait in real time. An unguarded write is never repeated here.
/// </summary>
internal sealed class ArmRetryPolicy : HttpPipelinePolicy
{
    /// <summary>The number of tries after the first one.</summary>
    public const int MaximumRetries = 5;

    private const double FirstPause = 0.8;
    private const double LongestPause = 60;

    private readonly TimeProvider _clock;

    public ArmRetryPolicy(TimeProvider clock) => _clock = clock;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var retries = 0;
        while (true)
        {
            TimeSpan? pause;
            try
            {
                await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
                pause = Pause(message, retries++);
            }
            catch (Exception fault)
                when (retries < MaximumRetries
                    && !RunsCommand(message)
                    && !IsUnguarded(message)
                    && message.ResponseClassifier.IsRetriable(message, fault))
                {
                    pause = Growing(retries++);
                }

            if (pause is null)
            {
                return;
            }

            if (message.HasResponse)
            {
                message.Response.Dispose();
            }

            await _clock.DelayAsync(pause.Value, message.CancellationToken).ConfigureAwait(false);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous only.");

    // A command inside a cluster is not repeated: without a response, or after an error during the command, it may have
    // run. Other requests of this module describe a requested state, and can be repeated.
    private static bool RunsCommand(HttpMessage message) =>
        message.Request.Method == RequestMethod.Post
            && message.Request.Uri.Path?.EndsWith("/runCommand", StringComparison.OrdinalIgnoreCase) == true;

    // Repeating such a write could overwrite what another client wrote after the first try, even when ARM refused that try as
    // busy or throttled: the pause gives others time. Core's UnguardedWrite reads the resource before it repeats the write.
    // For Microsoft.Network it isn't confirmed that If-Match is honored, so there the header guards nothing.
    private static bool IsUnguarded(HttpMessage message) =>
        (message.Request.Method == RequestMethod.Put || message.Request.Method == RequestMethod.Delete)
        && ((!message.Request.Headers.Contains("If-Match") && !message.Request.Headers.Contains("If-None-Match"))
            || message.Request.Uri.Path?.Contains("/providers/Microsoft.Network/", StringComparison.OrdinalIgnoreCase) == true);

    private static TimeSpan Growing(int retries) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause, FirstPause * Math.Pow(2, retries)) * (0.8 + (0.4 * Jitter())));

    /// <summary>Spreads the retries of clients that were throttled at the same time; it isn't used for secrets.</summary>
    private static double Jitter() => Random.Shared.NextDouble();

    private TimeSpan? Pause(HttpMessage message, int retries) =>
        retries < MaximumRetries
            && message.ResponseClassifier.IsRetriableResponse(message)
            && !IsUnguarded(message)
            && (!RunsCommand(message) || IsThrottled(message))
            ? RetryAfter.Read(message.Response, _clock) ?? Growing(retries)
            : null;

    // ARM throttles before it processes a request; AKS's messages about a pod have a Kubernetes error code.
    private static bool IsThrottled(HttpMessage message) => message.Response.Status is 429 or 503
        && ArmErrorBody.Read(message.Response)?.Code.StartsWith("Kubernetes", StringComparison.OrdinalIgnoreCase) != true;
}

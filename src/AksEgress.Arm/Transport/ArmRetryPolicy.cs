using Azure.Core;
using Azure.Core.Pipeline;

namespace AksEgress.Arm.Transport;

/// <summary>
/// Sends again what Azure.Core's classifier calls retriable, after Retry-After or a growing pause. It stands in
/// for Azure.Core's RetryPolicy, which can only wait in real time. A write that nothing guards is never repeated here.
/// </summary>
internal sealed class ArmRetryPolicy : HttpPipelinePolicy
{
    /// <summary>Tries after the first one.</summary>
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

    // A command inside a cluster is not run twice: without an answer, or with one that says that something went wrong
    // half-way, it may have run. Other requests of this module say how something shall be, and may be repeated.
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

    /// <summary>Spreads clients that were throttled together; nothing secret depends on it.</summary>
    private static double Jitter() => Random.Shared.NextDouble();

    private TimeSpan? Pause(HttpMessage message, int retries) =>
        retries < MaximumRetries
            && message.ResponseClassifier.IsRetriableResponse(message)
            && !IsUnguarded(message)
            && (!RunsCommand(message) || WasTurnedAway(message))
            ? RetryAfter.Read(message.Response, _clock) ?? Growing(retries)
            : null;

    // ARM throttles and sheds load before it looks at a request; AKS's own words about a pod come with a code of Kubernetes.
    private static bool WasTurnedAway(HttpMessage message) => message.Response.Status is 429 or 503
        && ArmErrorBody.Read(message.Response)?.Code.StartsWith("Kubernetes", StringComparison.OrdinalIgnoreCase) != true;
}

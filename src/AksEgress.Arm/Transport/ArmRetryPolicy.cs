using Azure.Core;
using Azure.Core.Pipeline;

namespace AksEgress.Arm.Transport;

/// <summary>
/// Sends again what Azure.Core's classifier calls retriable, after Retry-After or a growing pause. It stands in
/// for Azure.Core's RetryPolicy for two reasons: that one can only wait in real time, and it knows no
/// Microsoft.Network, which refuses a write while another one runs on the same resource with codes that mean "soon".
/// </summary>
internal sealed class ArmRetryPolicy : HttpPipelinePolicy
{
    /// <summary>Tries after the first one.</summary>
    public const int MaximumRetries = 5;

    /// <summary>How long another operation on the same network resource may keep us waiting.</summary>
    public static readonly TimeSpan BusyBudget = TimeSpan.FromMinutes(2);

    /// <summary>How long a firewall policy may: each change of one takes minutes until all its firewalls have it.</summary>
    public static readonly TimeSpan PolicyBudget = TimeSpan.FromMinutes(6);

    private const double FirstPause = 0.8;
    private const double LongestPause = 60;
    private const double FirstBusyPause = 5;

    private static readonly string[] _busyCodes = ["AnotherOperationInProgress", "RetryableErrorDueToAnotherOperation"];
    private static readonly string[] _busyPolicyCodes = ["FirewallPolicyUpdateNotAllowedWhenUpdatingOrDeleting", "FirewallPolicyRuleCollectionGroupUpdateNotAllowedWhenUpdatingOrDeleting"];

    private readonly SessionTime _time;

    public ArmRetryPolicy(SessionTime time) => _time = time;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var started = _time.Mark();
        var retries = 0;
        var busy = 0;
        while (true)
        {
            TimeSpan? pause;
            try
            {
                await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
                pause = BusyFor(message) is { } budget ? BusyPause(message, busy++, _time.Since(started), budget) : Pause(message, retries++);
            }
            catch (Exception fault) when (retries < MaximumRetries && !RunsCommand(message) && !Overwrites(message) && message.ResponseClassifier.IsRetriable(message, fault))
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

            await _time.DelayAsync(pause.Value, message.CancellationToken).ConfigureAwait(false);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("This pipeline is asynchronous only.");

    // How long it may stay busy; null when it is not.
    private static TimeSpan? BusyFor(HttpMessage message)
    {
        if (message.Response.Status is not (409 or 429)
            || message.Request.Uri.Path?.Contains("/providers/Microsoft.Network/", StringComparison.OrdinalIgnoreCase) != true
            || ArmErrorBody.Read(message.Response) is not { } error)
        {
            return null;
        }

        return _busyCodes.Contains(error.Code, StringComparer.OrdinalIgnoreCase) ? BusyBudget
            : _busyPolicyCodes.Contains(error.Code, StringComparer.OrdinalIgnoreCase) ? PolicyBudget
            : null;
    }

    // A command inside a cluster is not run twice: without an answer, or with one that says that something went wrong
    // half-way, it may have run. Other requests of this module say how something shall be, and may be repeated.
    private static bool RunsCommand(HttpMessage message) =>
        message.Request.Method == RequestMethod.Post && message.Request.Uri.Path?.EndsWith("/runCommand", StringComparison.OrdinalIgnoreCase) == true;

    // Without an answer it may have been done, and somebody may have changed the resource since: a PUT without a condition would take
    // that away. Whoever sent it looks first (ResourceStore). A role assignment has nothing that others could change.
    private static bool Overwrites(HttpMessage message) =>
        message.Request.Method == RequestMethod.Put && !message.Request.Headers.Contains("If-Match") && !message.Request.Headers.Contains("If-None-Match")
        && message.Request.Uri.Path?.Contains("/providers/Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase) != true;

    private static TimeSpan Growing(int retries) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause, FirstPause * Math.Pow(2, retries)) * (0.8 + (0.4 * Jitter())));

    /// <summary>Spreads clients that were throttled together; nothing secret depends on it.</summary>
    private static double Jitter() => Random.Shared.NextDouble();

    private TimeSpan? Pause(HttpMessage message, int retries) =>
        retries < MaximumRetries && message.ResponseClassifier.IsRetriableResponse(message) && (!RunsCommand(message) || WasTurnedAway(message))
            ? RetryAfter.Read(message.Response, _time) ?? Growing(retries)
            : null;

    // ARM throttles and sheds load before it looks at a request; AKS's own words about a pod come with a code of Kubernetes.
    private static bool WasTurnedAway(HttpMessage message) => message.Response.Status is 429 or 503
        && ArmErrorBody.Read(message.Response)?.Code.StartsWith("Kubernetes", StringComparison.OrdinalIgnoreCase) != true;

    private TimeSpan? BusyPause(HttpMessage message, int times, TimeSpan waited, TimeSpan budget)
    {
        var pause = RetryAfter.Read(message.Response, _time) is { } asked && asked > TimeSpan.Zero
            ? asked
            : TimeSpan.FromSeconds(FirstBusyPause * (times + 1));
        return waited + pause <= budget ? pause : null;
    }
}

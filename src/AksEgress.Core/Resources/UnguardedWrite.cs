using System.Runtime.ExceptionServices;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Resources;

/// <summary>
/// A PUT or DELETE that ARM accepts even if another client changed the resource. After a response with an unknown result (none,
/// 408, 5xx), or one about another operation or throttling, the resource is read before
/// the request is repeated, because another client may have written it since.
/// </summary>
internal static class UnguardedWrite
{
    private const int MaximumRetries = 5;
    private const double FirstPause = 0.8;
    private const double FirstBusyPause = 5;

    // How long a write waits for another operation. Each change of a firewall policy takes minutes until all its firewalls have it.
    private static readonly TimeSpan s_busyBudget = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_policyBudget = TimeSpan.FromMinutes(6);

    private static readonly string[] s_busyCodes = ["AnotherOperationInProgress", "RetryableErrorDueToAnotherOperation"];

    private static readonly string[] s_busyPolicyCodes =
        ["FirewallPolicyUpdateNotAllowedWhenUpdatingOrDeleting", "FirewallPolicyRuleCollectionGroupUpdateNotAllowedWhenUpdatingOrDeleting"];

    /// <summary>
    /// True when ARM may accept the request although another client changed the resource: If-Match isn't confirmed for
    /// Microsoft.Network.
    /// </summary>
    public static bool Applies(ArmRequest request, ArmResourceId id) =>
        (request.IfMatch is null && request.IfNoneMatch is null) || IsNetwork(id);

    /// <summary>True for resources whose provider isn't known to honor If-Match.</summary>
    public static bool IsNetwork(ArmResourceId id) => id.ResourceType.StartsWith("Microsoft.Network/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sends the request, and repeats it only if the resource is still as planned.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="request">The request.</param>
    /// <param name="look">
    /// Waits until other operations on the resource have ended, and reads it. Returns a response if the resource is as requested,
    /// null if it's unchanged since the plan, and throws ModifiedByAnotherClient otherwise.
    /// </param>
    /// <param name="cancellationToken">Stops waiting and sending.</param>
    /// <exception cref="EgressException">ModifiedByAnotherClient.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    /// <exception cref="ArmAccessException">ARM didn't respond.</exception>
    public static async Task<ArmResponse> SendAsync(
        IArmGateway gateway, ArmRequest request, Func<CancellationToken, Task<ArmResponse?>> look, CancellationToken cancellationToken)
    {
        var waited = TimeSpan.Zero;
        for (var retries = 0; ; retries++)
        {
            Exception answer;
            try
            {
                return await gateway.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsOpen(e) || BusyFor(e) is not null)
            {
                answer = e;
            }

            var pause = PauseAfter(answer, retries);
            var isLast = BusyFor(answer) is { } budget ? waited + pause > budget : retries >= MaximumRetries;
            if (!isLast)
            {
                await Task.Delay(pause, gateway.Clock, cancellationToken).ConfigureAwait(false);
                waited += pause;
            }

            if (await LookAsync(look, answer, cancellationToken).ConfigureAwait(false) is { } done)
            {
                return done;
            }

            if (isLast)
            {
                ExceptionDispatchInfo.Throw(answer);
            }
        }
    }

    // If the resource can't be read either, the user gets the error of the write, which contains the request that may have been applied.
    private static async Task<ArmResponse?> LookAsync(
        Func<CancellationToken, Task<ArmResponse?>> look, Exception answer, CancellationToken cancellationToken)
    {
        try
        {
            return await look(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArmException or ArmAccessException)
        {
            ExceptionDispatchInfo.Throw(answer);
            throw;
        }
    }

    private static bool IsOpen(Exception e) =>
        e is ArmAccessException { Failure: ArmAccessFailure.Connection } or ArmException { Status: 408 or 429 or (>= 500 and < 600) };

    private static TimeSpan? BusyFor(Exception e) => e is not ArmException { Status: 409 or 429 } refusal ? null
        : s_busyCodes.Contains(refusal.Code, StringComparer.OrdinalIgnoreCase) ? s_busyBudget
        : s_busyPolicyCodes.Contains(refusal.Code, StringComparer.OrdinalIgnoreCase) ? s_policyBudget
        : null;

    private static TimeSpan PauseAfter(Exception answer, int retries) =>
        answer is ArmException { RetryAfter: { } asked } && asked > TimeSpan.Zero ? asked
        : TimeSpan.FromSeconds(
            BusyFor(answer) is null
                ? FirstPause * Math.Pow(2, retries) * (0.8 + (0.4 * Random.Shared.NextDouble()))
                : FirstBusyPause * (retries + 1));
}

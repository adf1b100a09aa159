using System.Globalization;
using System.Net;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Quotas;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Hosting.Throttling;

/// <summary>
/// The limits of ARM and of its providers, in virtual time: a fast simulation throttles as Azure does, not more. ARM counts by
/// subscription, principal, and kind of operation; the simulator has one principal. Source: learn.microsoft.com, "Understand how
/// Azure Resource Manager throttles requests", and AKS's quotas page.
/// </summary>
internal sealed class Throttle(VirtualClock clock, bool enabled)
{
    private static readonly TimeSpan s_networkWindow = TimeSpan.FromMinutes(5);
    private readonly QuotaTable _arm = new();
    private readonly QuotaTable _providers = new();

    /// <summary>True if limits are enforced.</summary>
    public bool IsEnabled => enabled;

    /// <summary>The Resource Graph queries of a user: 15 in 5 seconds.</summary>
    public FixedWindow Queries { get; } = new(15, TimeSpan.FromSeconds(5));

    /// <summary>Accepts or refuses a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The resource, collection, or action of the request, or null.</param>
    /// <exception cref="RefusalException">
    /// 429 SubscriptionRequestsThrottled, TenantRequestsThrottled, ResourceRequestsThrottled or Throttled.
    /// </exception>
    public void Check(IncomingRequest request, ResourceId? id)
    {
        if (!enabled)
        {
            return;
        }

        var now = clock.Now;
        if (!Arm(request, now).TryTake(now, out var wait))
        {
            throw TooManyForArm(request, wait);
        }

        if (id is null)
        {
            return;
        }

        if (ResourceId.Is(id.Namespace, "Microsoft.Network"))
        {
            CheckNetwork(request, id, now);
        }
        else if (ResourceId.Is(id.Namespace, "Microsoft.ContainerService"))
        {
            CheckClusters(request, id, now);
        }
    }

    /// <summary>Adds the header with the number of remaining requests of this kind to the response.</summary>
    public void AddRemaining(IncomingRequest request, ArmAnswer answer)
    {
        var left = enabled ? Arm(request, clock.Now).Remaining(clock.Now) : KindOf(request.Method) == "reads" ? 250 : 200;
        var owner = SubscriptionOf(request) is null ? "tenant" : "subscription";
        answer.With($"x-ms-ratelimit-remaining-{owner}-{KindOf(request.Method)}", left.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// ARM's own refusal. ARM's error texts have changed over time; this one has been in use since token buckets were introduced.
    /// </summary>
    public static RefusalException TooManyForArm(IncomingRequest request, double waitSeconds)
    {
        var kind = KindOf(request.Method).TrimEnd('s');
        var subscription = SubscriptionOf(request);
        var owner = subscription is null
            ? $"tenant '{SimulatedAccount.TenantId}'"
            : $"subscription '{RequestErrors.Shorten(subscription)}'";
        return new RefusalException(
            HttpStatusCode.TooManyRequests,
            subscription is null ? "TenantRequestsThrottled" : "SubscriptionRequestsThrottled",
            $"Number of '{kind}' requests for {owner} actor '{SimulatedAccount.TenantId}' exceeded. Please try again after "
                + $"'{Whole(waitSeconds)}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for "
                + "additional information.")
        {
            RetryAfterSeconds = Math.Max(1, waitSeconds),
        };
    }

    private static string KindOf(string method) => method is "GET" or "HEAD" ? "reads" : method == "DELETE" ? "deletes" : "writes";

    private static string? SubscriptionOf(IncomingRequest request) =>
        request.Segments.Length > 1 && ResourceId.Is(request.Segments[0], "subscriptions") ? request.Segments[1] : null;

    private static int Whole(double seconds) => (int)Math.Clamp(Math.Ceiling(seconds), 1, int.MaxValue);

    private IQuota Arm(IncomingRequest request, DateTimeOffset now)
    {
        var kind = KindOf(request.Method);
        return _arm.Of(
            SubscriptionOf(request)?.ToLowerInvariant() ?? "",
            kind,
            () => kind == "reads" ? new TokenBucket(250, 25) : new TokenBucket(200, 10),
            now);
    }

    private void CheckNetwork(IncomingRequest request, ResourceId id, DateTimeOffset now)
    {
        var reads = request.Method is "GET" or "HEAD";
        var quota = _providers.Of(
            id.Subscription.ToLowerInvariant(),
            reads ? "network-reads" : "network-writes",
            () => new FixedWindow(reads ? 10_000 : 1_000, s_networkWindow),
            now);
        if (!quota.TryTake(now, out var wait))
        {
            var verb = reads ? "read" : request.Method == "DELETE" ? "delete" : "write";
            throw new RefusalException(HttpStatusCode.TooManyRequests, "ResourceRequestsThrottled",
                $"Number of requests for action '{id.Type}/{verb}' exceeded the limit of '{(reads ? 10_000 : 1_000)}' for time interval "
                    + $"'00:05:00'. Please try again after '{Whole(wait)}' seconds.")
            {
                RetryAfterSeconds = wait,
            };
        }
    }

    private void CheckClusters(IncomingRequest request, ResourceId id, DateTimeOffset now)
    {
        var get = request.Method is "GET" or "HEAD";
        var cluster = ResourceId.Is(id.Types[0], "managedClusters");
        (var owner, var kind, var handler, var size, var rate) =
            get
                && id.Types.Length == 2
                && ResourceId.Is(id.Types[0], "locations")
                && (ResourceId.Is(id.Types[1], "operations") || ResourceId.Is(id.Types[1], "operationresults"))
                ? (id.Subscription, "operation", "GetOperationStatusHandler", 200, 2)
                : get && cluster && id.Types.Length == 1 && !id.IsResource
                    ? (id.Scope, "list", "ListManagedClustersHandler", id.Group is null ? 500 : 60, 1)
                : get && cluster && id.Types.Length == 1 ? (id.Key, "get", "GetManagedClusterHandler", 60, 1)
                : request.Method == "PUT" && cluster && id.Types.Length == 1 ? (id.Key, "put", "PutManagedClusterHandler", 20, 1 / 60.0)
                : request.Method == "PUT" && cluster && id.Types.Length == 2 && ResourceId.Is(id.Types[1], "agentPools")
                    ? (id.Key, "put", "PutAgentPoolHandler", 20, 1 / 60.0)
                : (id.Subscription, "other", "Handler", 60.0, 1.0);
        if (!_providers.Of(owner.ToLowerInvariant(), kind, () => new TokenBucket(size, rate), now).TryTake(now, out var wait))
        {
            // The text is in AKS's troubleshooting page, for PutManagedClusterHandler; the names of the other handlers aren't
            // recorded.
            throw new RefusalException(
                HttpStatusCode.TooManyRequests,
                "Throttled",
                $"The {handler}.{request.Method} request limit has been exceeded for SubID='{id.Subscription}', please retry again in "
                    + $"{Whole(wait)} seconds. For more information, please visit aka.ms/aks/throttling",
                ErrorShape.ContainerService)
            {
                Subcode = "Throttled",
                RetryAfterSeconds = wait,
            };
        }
    }
}

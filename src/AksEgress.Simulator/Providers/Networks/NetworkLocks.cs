using System.Net;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>
/// Concurrent operations. Writes of one virtual network and its subnets are serialized: a second one is refused with 429. So are
/// those of a firewall policy with its rule collection groups and the firewalls that use it, with 409. For other types, a second
/// write supersedes the first.
/// </summary>
internal static class NetworkLocks
{
    private const string Group = "firewallPolicies/ruleCollectionGroups";

    /// <summary>
    /// The lock key of an operation on a resource: for a rule collection group, its whole policy; otherwise the resource itself.
    /// </summary>
    public static string KeyOf(ResourceId path) => ResourceId.Is(path.TypeName, Group) ? path.Parent().Key : path.Key;

    /// <summary>Refuses a write while another operation locks the resource.</summary>
    public static void Check(SimulatedWorld world, IncomingRequest request, string lockKey, ResourceId path)
    {
        if (ResourceId.Is(path.Types[0], "firewallPolicies"))
        {
            CheckPolicy(world, lockKey, path);
        }

        var active = world.Operations.Active(lockKey) is { } own
            && (own.Kind == OperationEffect.Delete || ResourceId.Is(path.Types[0], "virtualNetworks"))
            ? own
            : ResourceId.Is(path.TypeName, "azureFirewalls")
                && world.Store.Find(lockKey)?.Properties.Object("firewallPolicy").Text("id") is { } policy
                ? world.Operations.Active(policy.ToLowerInvariant())
            : null;
        if (active is not null)
        {
            // For firewalls, the api-version is always the same, as recorded.
            var firewall = ResourceId.Is(path.TypeName, "azureFirewalls");
            throw NetworkErrors.AnotherOperation(
                $"{request.Origin}{active.Path}?api-version={(firewall ? "2020-05-01" : request.ApiVersion)}",
                firewall ? HttpStatusCode.Conflict : HttpStatusCode.TooManyRequests);
        }
    }

    /// <summary>Ends a write that another one supersedes.</summary>
    public static void Supersede(SimulatedWorld world, LongRunning operations, string lockKey)
    {
        if (world.Operations.Active(lockKey) is { } active)
        {
            operations.Supersede(active);
        }
    }

    // Codes are from public reports; texts and status aren't recorded.
    private static void CheckPolicy(SimulatedWorld world, string lockKey, ResourceId path)
    {
        var busy = world.Operations.Active(lockKey) is not null ? lockKey
            : world.Store.Find(lockKey)?.Properties.Array("firewalls").Objects().Select(static firewall => firewall.Text("id"))
                .FirstOrDefault(id => id is not null && world.Operations.Active(id.ToLowerInvariant()) is not null);
        if (busy is not null)
        {
            var code = ResourceId.Is(path.TypeName, Group)
                ? "FirewallPolicyRuleCollectionGroupUpdateNotAllowedWhenUpdatingOrDeleting"
                : "FirewallPolicyUpdateNotAllowedWhenUpdatingOrDeleting";
            throw new RefusalException(
                HttpStatusCode.Conflict,
                code,
                $"{path.Name} cannot be updated because {world.Store.FindId(busy)?.Id ?? busy} is in Updating state from a previous "
                    + "operation.",
                ErrorShape.Network)
            {
                RetryAfterSeconds = 10,
            };
        }
    }
}

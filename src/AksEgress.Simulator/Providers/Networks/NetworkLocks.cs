using System.Net;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>
/// What may run at the same time. Writes of one virtual network and its subnets go one after another: a second one is refused
/// with 429. So do those of a firewall policy with its rule collection groups, and of the firewalls that use it. For other
/// types a second write takes the place of the first.
/// </summary>
internal static class NetworkLocks
{
    private const string Group = "firewallPolicies/ruleCollectionGroups";

    /// <summary>What an operation on a resource holds: a rule collection group its whole policy, anything else itself.</summary>
    public static string KeyOf(ResourceId path) => ResourceId.Is(path.TypeName, Group) ? path.Parent().Key : path.Key;

    /// <summary>Refuses a write while another operation holds the resource.</summary>
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
            throw NetworkErrors.AnotherOperation($"{request.Origin}{active.Path}?api-version={request.ApiVersion}");
        }
    }

    /// <summary>Ends a write whose place another one takes.</summary>
    public static void Supersede(SimulatedWorld world, LongRunning operations, string lockKey)
    {
        if (world.Operations.Active(lockKey) is { } active)
        {
            operations.Supersede(active);
        }
    }

    // Public accounts have the codes; texts and status are not recorded.
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

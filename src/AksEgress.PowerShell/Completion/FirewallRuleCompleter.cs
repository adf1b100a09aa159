using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the name of a firewall's rule or rule collection: of the firewall that is typed already, or of all.</summary>
public sealed class FirewallRuleCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var collections = parameterName.Equals("CollectionName", StringComparison.OrdinalIgnoreCase);
        var firewall = Typed(bound, "Firewall");
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"firewall rules|{collections}|{subscription}|{group}|{firewall}", token => ReadAsync(gateway, subscription, group, firewall, collections, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        IArmGateway gateway, string? subscription, string? group, string? name, bool collections, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (subscription is not null)
        {
            await foreach (var document in new ResourceStore(gateway).ListAsync(subscription, group, ResourceTypes.Firewall, cancellationToken).ConfigureAwait(false))
            {
                var firewall = new Firewall(document);
                if (name is null || string.Equals(name, firewall.Name, StringComparison.OrdinalIgnoreCase) || string.Equals(name, firewall.Id, StringComparison.OrdinalIgnoreCase))
                {
                    names.UnionWith(firewall.Rules.Select(rule => collections ? rule.CollectionName : rule.Name));
                }
            }
        }

        return [.. names];
    }
}

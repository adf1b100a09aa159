using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the name of a firewall rule or rule collection: those of the typed firewall, or all.</summary>
internal sealed class FirewallRuleCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        Func<FirewallRule, string?> select = parameterName.ToUpperInvariant() switch
        {
            "COLLECTIONNAME" => rule => rule.CollectionName,
            "COLLECTIONGROUPNAME" => rule => rule.CollectionGroupName,
            _ => rule => rule.Name,
        };
        var firewall = Typed(bound, "Firewall");
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return (
            $"firewall rules|{parameterName}|{subscription}|{group}|{firewall}",
            token => ReadAsync(gateway, subscription, group, firewall, select, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        IArmGateway gateway,
        string? subscription,
        string? group,
        string? name,
        Func<FirewallRule, string?> select,
        CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (subscription is not null)
        {
            var store = new ResourceStore(gateway);
            await foreach (var document in store.ListAsync(
                subscription, group, ResourceTypes.Firewalls, cancellationToken).ConfigureAwait(false))
            {
                var firewall = new Firewall(document);
                if (name is null
                    || string.Equals(name, firewall.Name, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(name, firewall.Id, StringComparison.OrdinalIgnoreCase))
                {
                    var book = await FirewallRuleBook.ReadAsync(store, firewall, cancellationToken).ConfigureAwait(false);
                    names.UnionWith(book.Rules.Select(select).OfType<string>());
                }
            }
        }

        return [.. names];
    }
}

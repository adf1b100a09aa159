using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes a subnet's id, where its name alone would not tell of which network it is.</summary>
public sealed class SubnetIdCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"subnet ids|{subscription}", token => ReadAsync(gateway, subscription, token));
    }

    /// <summary>A subnet's own name is enough to find its id.</summary>
    internal override bool Matches(string name, string word) =>
        base.Matches(name, word) || (word.Length > 0 && name[(name.LastIndexOf('/') + 1)..].StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static async Task<IReadOnlyList<string>> ReadAsync(IArmGateway gateway, string? subscription, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (subscription is not null)
        {
            await foreach (var document in new ResourceStore(gateway).ListAsync(subscription, null, ResourceTypes.VirtualNetwork, cancellationToken).ConfigureAwait(false))
            {
                ids.UnionWith(document.Root.Items("properties", "subnets").Select(subnet => subnet.Text("id")).OfType<string>());
            }
        }

        return [.. ids];
    }
}

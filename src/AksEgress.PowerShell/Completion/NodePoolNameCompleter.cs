using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the name of a node pool: of the cluster that is typed already, or of all.</summary>
public sealed class NodePoolNameCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var cluster = Typed(bound, "ClusterName");
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"pools|{subscription}|{group}|{cluster}", token => ReadAsync(gateway, subscription, group, cluster, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(IArmGateway gateway, string? subscription, string? group, string? cluster, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (subscription is not null)
        {
            await foreach (var document in new ResourceStore(gateway).ListAsync(subscription, group, ResourceTypes.ManagedCluster, cancellationToken).ConfigureAwait(false))
            {
                if (cluster is null || string.Equals(cluster, document.Name, StringComparison.OrdinalIgnoreCase))
                {
                    names.UnionWith(document.Root.Items("properties", "agentPoolProfiles").Select(pool => pool.Text("name")).OfType<string>());
                }
            }
        }

        return [.. names];
    }
}

using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Completion;

/// <summary>
/// Completes an authorized range: to remove one, those that the cluster has which is typed already, or all; to add one, the
/// public addresses of the subscription.
/// </summary>
public sealed class AuthorizedRangeCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var cluster = Typed(bound, "Name");
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        if (commandName.StartsWith("Add-", StringComparison.OrdinalIgnoreCase))
        {
            return ($"addresses|{subscription}", token => ListAsync(gateway, subscription, null, ResourceTypes.PublicIp, document => document.Root.Text("properties", "ipAddress"), token));
        }

        return ($"ranges|{subscription}|{group}|{cluster}", token => ReadAsync(gateway, subscription, group, cluster, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(IArmGateway gateway, string? subscription, string? group, string? cluster, CancellationToken cancellationToken)
    {
        var ranges = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (subscription is not null)
        {
            await foreach (var document in new ResourceStore(gateway).ListAsync(subscription, group, ResourceTypes.ManagedCluster, cancellationToken).ConfigureAwait(false))
            {
                if (cluster is null || string.Equals(cluster, document.Name, StringComparison.OrdinalIgnoreCase))
                {
                    ranges.UnionWith(new Core.Clusters.Cluster(document).AuthorizedIpRange);
                }
            }
        }

        return [.. ranges];
    }
}

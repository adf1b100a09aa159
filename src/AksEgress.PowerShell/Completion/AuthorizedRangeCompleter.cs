using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;

namespace AksEgress.PowerShell.Completion;

/// <summary>
/// Completes an authorized range. For removal: the ranges of the typed cluster, or of all clusters. For addition: the public IP
/// addresses of the subscription.
/// </summary>
internal sealed class AuthorizedRangeCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var cluster = Typed(bound, "Name");
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        if (commandName.StartsWith("Add-", StringComparison.OrdinalIgnoreCase))
        {
            return (
                $"addresses|{subscription}",
                token => ListAsync(
                    gateway,
                    subscription,
                    null,
                    ResourceTypes.PublicIps,
                    document => document.Root.Text("properties", "ipAddress"),
                    token));
        }

        return ($"ranges|{subscription}|{group}|{cluster}", token => ListManyAsync(
            gateway,
            subscription,
            group,
            ResourceTypes.ManagedClusters,
            document => IsMeant(document, cluster) ? new Cluster(document).AuthorizedIpRange : [],
            token));
    }
}

using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes the name of a node pool: those of the typed cluster, or all.</summary>
internal sealed class NodePoolNameCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var cluster = Typed(bound, parameterName == "NodePoolName" ? "Name" : "ClusterName");
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"pools|{subscription}|{group}|{cluster}", token => ListManyAsync(
            gateway,
            subscription,
            group,
            ResourceTypes.ManagedClusters,
            document =>
                IsMeant(document, cluster) ? document.Root.Items("properties", "agentPoolProfiles").Select(pool => pool.Text("name")) : [],
            token));
    }
}

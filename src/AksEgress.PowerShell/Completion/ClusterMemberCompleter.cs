using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes a VM size or a Kubernetes version: those that the subscription's clusters use.</summary>
internal sealed class ClusterMemberCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return parameterName.EndsWith("VmSize", StringComparison.OrdinalIgnoreCase)
            ? ($"sizes|{subscription}", token => ListManyAsync(
                gateway,
                subscription,
                null,
                ResourceTypes.ManagedClusters,
                document => document.Root.Items("properties", "agentPoolProfiles").Select(pool => pool.Text("vmSize")),
                token))
            : ($"versions|{subscription}", token => ListAsync(
                gateway,
                subscription,
                null,
                ResourceTypes.ManagedClusters,
                document => document.Root.Text("properties", "kubernetesVersion"),
                token));
    }
}

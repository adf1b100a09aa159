using System.Collections;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.PowerShell.Completion;

/// <summary>Completes a size of nodes or a version of Kubernetes: those that the subscription's clusters have already.</summary>
public sealed class ClusterMemberCompleter : EgressCompleter
{
    internal override (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway)
    {
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        var sizes = parameterName.EndsWith("VmSize", StringComparison.OrdinalIgnoreCase);
        return ($"{(sizes ? "sizes" : "versions")}|{subscription}", token => ReadAsync(gateway, subscription, sizes, token));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(IArmGateway gateway, string? subscription, bool sizes, CancellationToken cancellationToken)
    {
        var members = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (subscription is not null)
        {
            await foreach (var document in new ResourceStore(gateway).ListAsync(subscription, null, ResourceTypes.ManagedCluster, cancellationToken).ConfigureAwait(false))
            {
                var found = sizes
                    ? document.Root.Items("properties", "agentPoolProfiles").Select(pool => pool.Text("vmSize"))
                    : [document.Root.Text("properties", "kubernetesVersion")];
                members.UnionWith(found.OfType<string>());
            }
        }

        return [.. members];
    }
}

using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Identities;

/// <summary>Finds the clusters that use an identity. ARM deletes an identity in use without an error, and breaks its clusters.</summary>
public static class IdentityUse
{
    /// <summary>The IDs of the clusters in the subscription that use the identity for the control plane or for nodes.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="identity">The identity.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        ResourceStore store, ArmResourceId identity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(identity);
        var users = new List<string>();
        await foreach (var cluster in store.ListAsync(
            identity.SubscriptionId, null, ResourceTypes.ManagedClusters, cancellationToken).ConfigureAwait(false))
        {
            if (Named(cluster.Root).Any(id => ArmResourceId.TryParse(id, out var named) && named.Equals(identity)))
            {
                users.Add(cluster.Id);
            }
        }

        return users;
    }

    private static IEnumerable<string> Named(JsonObject cluster) =>
        Members(cluster.At("identity", "userAssignedIdentities")).Select(member => member.Key)
            .Concat(
                Members(cluster.At("properties", "identityProfile")).Select(member => member.Value.Text("resourceId")).OfType<string>());

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? node) => node as JsonObject ?? [];
}

using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Firewalls;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.Topologies;

/// <summary>Finds the resources outside a topology that use its parts, before the topology is removed.</summary>
internal static class TopologyUse
{
    /// <summary>Returns a sentence for each part that is in use, with its users; an empty list when all parts can be removed.</summary>
    /// <exception cref="ArmException">ARM refused to return the users.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(
        ResourceStore store, IReadOnlyList<RemovalStep> steps, CancellationToken cancellationToken)
    {
        if (steps.Count == 0)
        {
            return [];
        }

        // The nodes and load balancers are in the node resource group, which is removed with the cluster.
        string[] own =
        [
            .. steps.Select(step => step.Id.Text),
            .. steps.Select(step => step.Document.Root.Text("properties", "nodeResourceGroup")).OfType<string>()
                .Select(group => ArmResourceId.Group(steps[0].Id.SubscriptionId, group).Text),
        ];
        var clusters = await OtherClustersAsync(store, steps, cancellationToken).ConfigureAwait(false);
        var sentences = new List<string>();
        foreach (var step in steps)
        {
            var users = (await UsersAsync(store, step, clusters, cancellationToken).ConfigureAwait(false))
                .Where(user => !own.Any(prefix => IsWithin(user, prefix))).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (users.Count > 0)
            {
                sentences.Add($"{char.ToUpperInvariant(step.Title[0])}{step.Title[1..]}: {Sentences.List(users)}.");
            }
        }

        return sentences;
    }

    private static async Task<IEnumerable<string>> UsersAsync(
        ResourceStore store, RemovalStep step, IReadOnlyList<Cluster> clusters, CancellationToken cancellationToken)
    {
        switch (step.Id.ResourceType)
        {
            case ResourceTypes.VirtualNetworks:
                var network = new VirtualNetwork(step.Document);
                return step.Document.Root.Items("properties", "subnets").SelectMany(subnet => subnet.Ids("properties", "ipConfigurations"))
                    .Concat(clusters.Where(cluster => cluster.SubnetIds.Any(id => IsWithin(id, network.Id))).Select(cluster => cluster.Id));
            case ResourceTypes.RouteTables or ResourceTypes.NatGateways:
                return step.Document.Root.Ids("properties", "subnets");
            case ResourceTypes.PublicIps:
                return new PublicIp(step.Document).UsedBy is { } user ? [user] : [];
            case ResourceTypes.Firewalls:
                return await FirewallUse.FindAsync(
                    store, new Firewall(step.Document), isAttached: true, cancellationToken).ConfigureAwait(false);
            case ResourceTypes.UserAssignedIdentities:
                return clusters
                    .Where(cluster =>
                        cluster.Document.Root.At("identity", "userAssignedIdentities") is System.Text.Json.Nodes.JsonObject identities
                            && identities.Any(item => string.Equals(item.Key, step.Id.Text, StringComparison.OrdinalIgnoreCase)))
                    .Select(cluster => cluster.Id);
            default:
                return [];
        }
    }

    private static async Task<IReadOnlyList<Cluster>> OtherClustersAsync(
        ResourceStore store, IReadOnlyList<RemovalStep> steps, CancellationToken cancellationToken)
    {
        var clusters = new List<Cluster>();
        await foreach (var document in store.ListAsync(
            steps[0].Id.SubscriptionId, null, ResourceTypes.ManagedClusters, cancellationToken).ConfigureAwait(false))
        {
            var cluster = new Cluster(document);
            if (!steps.Any(step => IsWithin(cluster.Id, step.Id.Text)))
            {
                clusters.Add(cluster);
            }
        }

        return clusters;
    }

    private static bool IsWithin(string id, string prefix) =>
        id.Equals(prefix, StringComparison.OrdinalIgnoreCase) || id.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase);
}

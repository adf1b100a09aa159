using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Resources;
using AksEgress.Core.VirtualNetworks;

namespace AksEgress.Core.RequiredEndpoints;

/// <summary>The endpoints that a cluster requires, by its cloud, region, features, and document.</summary>
public static class ClusterEndpoints
{
    /// <summary>Reads the DNS servers of the virtual networks, and selects the endpoints.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cloud">The connection's cloud.</param>
    /// <param name="moreFeatures">Features that the cluster's document doesn't contain, such as clusterExtensions.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<RequiredEndpoint>> ReadAsync(
        ResourceStore store, Cluster cluster, string? cloud, IReadOnlyCollection<string> moreFeatures, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(cluster);
        var networks = cluster.SubnetIds.Select(id =>
            ArmResourceId.TryParse(id, out var subnet) ? subnet.Parent : null).OfType<ArmResourceId>().Distinct();
        var documents = await Task.WhenAll(networks.Select(id => store.TryReadAsync(id, cancellationToken))).ConfigureAwait(false);
        return Of(cluster, cloud, moreFeatures, [.. documents.Select(document => document is null ? null : new VirtualNetwork(document))]);
    }

    /// <summary>Selects the endpoints. Reads nothing.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cloud">The connection's cloud.</param>
    /// <param name="moreFeatures">Features that the cluster's document doesn't contain, such as clusterExtensions.</param>
    /// <param name="networks">Its virtual networks; null for one that can't be read.</param>
    internal static IReadOnlyList<RequiredEndpoint> Of(
        Cluster cluster, string? cloud, IReadOnlyCollection<string> moreFeatures, IReadOnlyCollection<VirtualNetwork?> networks)
    {
        string[] servers = [.. networks.OfType<VirtualNetwork>().SelectMany(network => network.DnsServers).Distinct()];
        string[] features = [.. ClusterFeatures.Of(cluster), .. moreFeatures];
        if (networks.Contains(null))
        {
            // The network can't be read, so neither can its DNS servers; the placeholder says that there may be some.
            servers = [.. servers, EndpointCatalogue.DnsServer];
        }

        return [.. EndpointCatalogue.Find(cloud, cluster.Location, features).SelectMany(endpoint => Applied(endpoint, cluster, servers))];
    }

    // A condition that the document doesn't contain, such as an agent in the cluster, is considered met, because a missing endpoint can
    // break a cluster, and an additional one doesn't.
    private static IEnumerable<RequiredEndpoint> Applied(RequiredEndpoint endpoint, Cluster cluster, IReadOnlyList<string> dnsServers)
    {
        if (endpoint.Destination == EndpointCatalogue.DnsServer)
        {
            return dnsServers.Select(server => endpoint with { Destination = server });
        }

        var condition = endpoint.Condition ?? string.Empty;
        if ((condition.StartsWith("public cluster", StringComparison.Ordinal) && cluster.PrivateCluster)
            || (condition.StartsWith("Linux nodes", StringComparison.Ordinal) && cluster.AgentPools.All(ClusterFeatures.IsWindows)))
        {
            return [];
        }

        return
        [
            endpoint.Destination == EndpointCatalogue.ApiServer && cluster.Fqdn is { } fqdn
                ? endpoint with { Destination = fqdn }
                : endpoint
        ];
    }
}

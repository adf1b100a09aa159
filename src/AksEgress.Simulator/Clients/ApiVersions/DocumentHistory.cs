using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Clients.ApiVersions;

/// <summary>
/// The members of clusters, agent pools, and network resources that older api-versions don't have. This module uses the newest
/// api-versions only.
/// </summary>
internal sealed class DocumentHistory : IDocumentHistory
{
    private const string Cluster = "Microsoft.ContainerService/managedClusters";

    /// <inheritdoc/>
    public bool IsCurrent(string type, string apiVersion) =>
        IsCluster(type) ? ClusterHistory.IsCurrent(apiVersion) : NetworkHistory.IsCurrent(apiVersion);

    /// <inheritdoc/>
    public JsonObject Show(string type, JsonObject document, string apiVersion)
    {
        if (IsCluster(type))
        {
            return ResourceId.Is(type, Cluster) ? ClusterHistory.Show(document, apiVersion) : ClusterHistory.ShowPool(document, apiVersion);
        }

        NetworkHistory.Show(type, document, apiVersion);
        return document;
    }

    /// <inheritdoc/>
    public void Keep(string type, JsonObject properties, JsonObject? before, string apiVersion)
    {
        if (IsCluster(type))
        {
            ClusterHistory.Keep(properties, before, apiVersion);
        }
        else
        {
            NetworkHistory.Keep(type, properties, before, apiVersion);
        }
    }

    private static bool IsCluster(string type) => type.StartsWith(Cluster, StringComparison.OrdinalIgnoreCase);
}

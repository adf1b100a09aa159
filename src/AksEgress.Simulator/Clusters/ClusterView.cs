using System.Text.Json.Nodes;
using AksEgress.Simulator.Arm;

namespace AksEgress.Simulator.Clusters;

/// <summary>How a cluster looks through an api-version.</summary>
internal static class ClusterView
{
    /// <summary>
    /// Whether documents have an eTag. aks-preview has had it since May 2024, stable api-versions since that autumn; which was
    /// the first is not known for sure.
    /// </summary>
    public static bool HasETag(string apiVersion) => ApiVersions.Since(apiVersion, "2024-04-02");

    /// <summary>The cluster in UTF-8.</summary>
    public static byte[] Bytes(Resource cluster, string apiVersion)
    {
        if (HasETag(apiVersion))
        {
            return cluster.Bytes;
        }

        JsonObject older = cluster.Document.Copy();
        older.Remove("eTag");
        foreach (JsonObject pool in older.Object("properties").Array("agentPoolProfiles").Objects())
        {
            pool.Remove("eTag");
        }

        return Json.Bytes(older);
    }

    /// <summary>A pool as a resource of its own.</summary>
    public static JsonObject Pool(Resource cluster, JsonObject pool, string apiVersion) => AgentPoolDocument.AsChild(cluster.Id, pool, HasETag(apiVersion));
}

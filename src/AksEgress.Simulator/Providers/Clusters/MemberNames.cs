using System.Reflection;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// The members that bodies of clusters and agent pools can have (member-names.json, which names its sources). Since api-version
/// 2024-01-01, AKS refuses a member that it doesn't know; before, it ignored it (Azure/AKS 4060). The tree contains the members of
/// all api-versions, including later and removed ones. Names are compared without case.
/// </summary>
internal static class MemberNames
{
    private const string Strict = "2024-01-01";
    private static readonly Lazy<(Node Cluster, Node Pool)> s_names = new(Read);

    /// <summary>Checks a cluster as the client sent it.</summary>
    /// <exception cref="RefusalException">400 UnmarshalError.</exception>
    public static void CheckCluster(JsonObject body, string apiVersion) =>
        Check(body, s_names.Value.Cluster, ApiVersionDate.Since(apiVersion, Strict));

    /// <summary>Checks a pool that the client sent as its own resource.</summary>
    /// <exception cref="RefusalException">400 UnmarshalError.</exception>
    public static void CheckPool(JsonObject body, string apiVersion) =>
        Check(body, s_names.Value.Pool, ApiVersionDate.Since(apiVersion, Strict));

    private static void Check(JsonNode? value, Node known, bool strict)
    {
        if (value is JsonArray items)
        {
            foreach (var item in items)
            {
                Check(item, known, strict);
            }
        }

        if (value is not JsonObject members || known is { Members: null, Any: null })
        {
            return;
        }

        foreach (var member in members.ToArray())
        {
            if ((known.Any ?? known.Members!.GetValueOrDefault(member.Key)) is { } next)
            {
                Check(member.Value, next, strict);
            }
            else if (strict)
            {
                throw ClusterErrors.UnknownMember(member.Key);
            }
            else
            {
                members.Remove(member.Key);
            }
        }
    }

    private static (Node Cluster, Node Pool) Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(
            "AksEgress.Simulator.Providers.Clusters.member-names.json")
            ?? throw new InvalidOperationException("The member names are missing from the assembly.");
        var names = JsonNode.Parse(stream)!;
        var cluster = ToNode(names["managedClusters"]);
        var pool = ToNode(names["agentPools"]);

        // Within its cluster, a pool has its name among its properties.
        Dictionary<string, Node> profile = new(pool.Members!["properties"].Members!, StringComparer.OrdinalIgnoreCase)
        {
            ["name"] = new Node(null, null)
        };
        cluster.Members!["properties"].Members!["agentPoolProfiles"] = new Node(profile, null);
        return (cluster, pool);
    }

    private static Node ToNode(JsonNode? node) => node is not JsonObject members ? new Node(null, null)
        : members.TryGetPropertyValue("*", out var any) ? new Node(null, ToNode(any))
        : new Node(
            members.ToDictionary(static member => member.Key, static member => ToNode(member.Value), StringComparer.OrdinalIgnoreCase),
            null);

    /// <summary>The members that are valid at a position.</summary>
    /// <param name="Members">The members of an object, or null if the content isn't checked.</param>
    /// <param name="Any">The content of each member of a map, or null if it isn't a map.</param>
    private sealed record Node(Dictionary<string, Node>? Members, Node? Any);
}

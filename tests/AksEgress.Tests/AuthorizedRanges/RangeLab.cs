using System.Text.Json.Nodes;
using AksEgress.Core.AuthorizedRanges;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.AuthorizedRanges;

/// <summary>Shortcuts for a cluster's authorized ranges in tests.</summary>
internal static class RangeLab
{
    public static IReadOnlyList<string> Ranges(this EgressLab lab) => new Cluster(new ArmDocument(lab.Cluster())).AuthorizedIpRange;

    public static void Authorize(this EgressLab lab, params string[] ranges)
    {
        lab.Change(cluster =>
            cluster["properties"]!["apiServerAccessProfile"] = new JsonObject
            {
                ["authorizedIPRanges"] = new JsonArray([.. ranges.Select(range => (JsonNode)range)])
            });
        lab.Wire.Forget();
    }

    /// <summary>The ranges of each write of the cluster, in order.</summary>
    public static IReadOnlyList<string> WrittenRanges(this EgressLab lab) =>
        [.. lab
            .Wire.Writes.Where(write => write.WritesCluster)
            .Select(write => string.Join(' ', new Cluster(ArmDocument.Parse(write.Body!)).AuthorizedIpRange))];

    public static AuthorizedRangeChange RangeChange(this EgressLab lab) => new(lab.Store);
}

using System.Text.Json.Nodes;
using AksEgress.Lab.Replays;
using AksEgress.Tests.Contracts;

namespace AksEgress.Tests.Recordings;

/// <summary>The documents in responses of real ARM.</summary>
internal static class RecordedClusters
{
    /// <summary>Every managed cluster in its final state, each version once, by recording and number.</summary>
    public static IReadOnlyDictionary<string, JsonObject> All { get; } = Read();

    /// <summary>Every response body.</summary>
    public static IEnumerable<(string Where, JsonObject Body)> Answers()
    {
        foreach (var recording in Recording.ReadAll(ContractFiles.Recordings))
        {
            foreach (var exchange in recording.Exchanges)
            {
                if (exchange.Response is JsonObject body)
                {
                    yield return ($"{recording.Name}#{exchange.Number} {exchange.Method}", body);
                }
            }
        }
    }

    private static Dictionary<string, JsonObject> Read()
    {
        var all = new Dictionary<string, JsonObject>();
        var seen = new HashSet<string>();
        foreach (var (where, body) in Answers())
        {
            var isCluster = string.Equals(
                (body["type"] as JsonValue)?.ToString(), "Microsoft.ContainerService/managedClusters", StringComparison.OrdinalIgnoreCase);
            if (isCluster && body["properties"]?["provisioningState"]?.ToString() == "Succeeded" && seen.Add(body.ToJsonString()))
            {
                all[where] = body;
            }
        }

        return all;
    }
}

using System.Text.Json.Nodes;

namespace AksEgress.Tests.Recordings;

/// <summary>The documents that real ARM answered.</summary>
internal static class RecordedClusters
{
    /// <summary>Every managed cluster in its final state, each version once, by recording and number.</summary>
    public static IReadOnlyDictionary<string, JsonObject> All { get; } = Read();

    /// <summary>Every body of every answer.</summary>
    public static IEnumerable<(string Where, JsonObject Body)> Answers()
    {
        string[] files = SharedFolder.Recordings is { } folder ? Directory.GetFiles(folder, "*.json") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var exchanges = JsonNode.Parse(File.ReadAllText(file))!["exchanges"]!.AsArray();
            for (var i = 0; i < exchanges.Count; i++)
            {
                if (exchanges[i]!["response"] is JsonObject body)
                {
                    yield return ($"{Path.GetFileNameWithoutExtension(file)}#{i} {exchanges[i]!["method"]}", body);
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
            var isCluster = string.Equals((body["type"] as JsonValue)?.ToString(), "Microsoft.ContainerService/managedClusters", StringComparison.OrdinalIgnoreCase);
            if (isCluster && body["properties"]?["provisioningState"]?.ToString() == "Succeeded" && seen.Add(body.ToJsonString()))
            {
                all[where] = body;
            }
        }

        return all;
    }
}

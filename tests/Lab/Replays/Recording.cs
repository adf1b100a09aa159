using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Lab.Contracts;

namespace AksEgress.Lab.Replays;

/// <summary>Exchanges between a real client and real ARM, in order.</summary>
/// <param name="Name">The name of the recording.</param>
/// <param name="Exchanges">The exchanges.</param>
internal sealed record Recording(string Name, IReadOnlyList<Exchange> Exchanges)
{
    /// <summary>Reads a recording or a contract, or all files of a folder, ordered by name.</summary>
    /// <exception cref="LabException">The file doesn't exist, or isn't a recording.</exception>
    public static IReadOnlyList<Recording> ReadAll(string place)
    {
        try
        {
            var files = Directory.Exists(place) ? Directory.GetFiles(place, "*.json") : [place];
            return files.Length == 0
                ? throw new LabException($"{place}: the folder contains no recordings.")
                : [.. files.Order(StringComparer.Ordinal).Select(Read)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LabException(e.Message);
        }
    }

    private static Recording Read(string file)
    {
        try
        {
            var document = JsonNode.Parse(File.ReadAllText(file)) as JsonObject;
            if (document is not null && RecordingContract.IsContract(document))
            {
                document = RecordingContract.Expand(document);
            }

            if (document?["exchanges"] is not JsonArray exchanges)
            {
                throw new LabException($"{file}: the file isn't a recording, because it has no exchanges.");
            }

            return new Recording(
                (string?)document["recording"] ?? System.IO.Path.GetFileNameWithoutExtension(file), [.. exchanges.Select(Exchange)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new LabException($"{file}: {e.Message}");
        }
    }

    // Some recorders keep the whole URL.
    private static string Path(string path) =>
        Uri.TryCreate(path, UriKind.Absolute, out var address) && address.Host.StartsWith("management.", StringComparison.OrdinalIgnoreCase)
            ? address.PathAndQuery
            : path;

    private static Exchange Exchange(JsonNode? node, int number)
    {
        var exchange = node as JsonObject ?? throw new InvalidOperationException($"exchange {number} isn't an object.");
        var headers = (exchange["headers"] as JsonObject ?? []).ToDictionary(
            static header => header.Key.ToLowerInvariant(),
            static header => (header.Value as JsonArray)?.FirstOrDefault()?.ToString() ?? header.Value?.ToString() ?? "");
        return new Exchange(
            number,
            (string?)exchange["method"] ?? throw new InvalidOperationException($"exchange {number} has no method."),
            Path((string?)exchange["path"] ?? throw new InvalidOperationException($"exchange {number} has no path.")),
            exchange["request"],
            (int?)exchange["status"] ?? throw new InvalidOperationException($"exchange {number} has no status."),
            headers,
            exchange["response"]);
    }
}

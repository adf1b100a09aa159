using System.Text.Json.Nodes;

namespace AksEgress.Lab.Replays;

/// <summary>A request of a recorded client, and ARM's response.</summary>
/// <param name="Number">The position in the recording, from 0.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Request">The request body, or null.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">The recorded headers of the response, with names in lower case.</param>
/// <param name="Response">The response body, or null.</param>
internal sealed record Exchange(
    int Number, string Method, string Path, JsonNode? Request, int Status, IReadOnlyDictionary<string, string> Headers, JsonNode? Response)
{
    /// <summary>The state in the response: an operation's, or the resource's; null if there is none.</summary>
    public string? State => StateOf(Response);

    /// <summary>True if the response shows an operation in progress.</summary>
    public bool IsRunning => IsRunningState(State);

    /// <summary>The state in a body.</summary>
    public static string? StateOf(JsonNode? body) =>
        body is not JsonObject document ? null
        : Text(document["status"]) ?? Text((document["properties"] as JsonObject)?["provisioningState"]);

    /// <summary>True if a state isn't one of the three final ones.</summary>
    public static bool IsRunningState(string? state) => state is not (null or "Succeeded" or "Failed" or "Canceled");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

using System.Text.Json.Nodes;

namespace AksEgress.Lab.Replays;

/// <summary>One request of a recorded client and what ARM answered.</summary>
/// <param name="Number">Its place in the recording, from 0.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Request">The body that was sent, or null.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">The headers that were kept of the answer, names in lower case.</param>
/// <param name="Response">The body that was answered, or null.</param>
internal sealed record Exchange(
    int Number, string Method, string Path, JsonNode? Request, int Status, IReadOnlyDictionary<string, string> Headers, JsonNode? Response)
{
    /// <summary>The state that the answer shows: an operation's, or that of the resource; null when it shows none.</summary>
    public string? State => StateOf(Response);

    /// <summary>Whether the answer shows something under way.</summary>
    public bool IsRunning => IsRunningState(State);

    /// <summary>The state that a body shows.</summary>
    public static string? StateOf(JsonNode? body) =>
        body is not JsonObject document ? null
        : Text(document["status"]) ?? Text((document["properties"] as JsonObject)?["provisioningState"]);

    /// <summary>Whether a state is none of the three in which an operation ends.</summary>
    public static bool IsRunningState(string? state) => state is not (null or "Succeeded" or "Failed" or "Canceled");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>
/// A PUT that changes nothing: Microsoft.Network returns the current document, with its etag and Succeeded, as recorded.
/// </summary>
internal static class Unchanged
{
    /// <summary>The action of the operation that does nothing.</summary>
    public const string Action = "unchanged";

    /// <summary>True if the current document and its replacement are equal.</summary>
    public static bool Is(JsonObject document, JsonObject proposed) =>
        document.Object("properties").Text("provisioningState") == "Succeeded" && Same(document, proposed);

    private static bool Same(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonObject left, JsonObject right) => Members(left)
            .All(member => right.TryGetPropertyValue(member.Key, out var value) && Same(member.Value, value))
            && Members(right).All(member => left.ContainsKey(member.Key)),
        (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(static pair => Same(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(one, other),
    };

    // The members that every PUT creates anew.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject node) =>
        node.Where(static member => member.Key is not ("etag" or "provisioningState"));
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.Arm;

/// <summary>
/// Turns bytes into JSON nodes at once. JsonNode.Parse defers the work, so that a repeated member name or a lone surrogate
/// in a hostile document would surface later as an exception in the middle of a change.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Parses UTF-8 JSON; of members with the same name the last one counts.</summary>
    /// <exception cref="JsonException">The bytes are not JSON, are nested deeper than 64 levels, or hold text that is not Unicode.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, s_options);
            return Convert(document.RootElement);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("The JSON holds text that is not valid Unicode.", exception);
        }
    }

    private static JsonNode? Convert(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonObject result = [];
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    result[member.Name] = Convert(member.Value);
                }

                return result;
            case JsonValueKind.Array:
                JsonArray items = [];
                foreach (JsonElement item in element.EnumerateArray())
                {
                    items.Add(Convert(item));
                }

                return items;
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.True:
                return JsonValue.Create(true);
            case JsonValueKind.False:
                return JsonValue.Create(false);
            case JsonValueKind.Number:
                // What fits no .NET number stays as it was written, or writing it back would fail.
                return element.TryGetInt64(out long whole) ? JsonValue.Create(whole)
                    : element.TryGetDecimal(out decimal exact) ? JsonValue.Create(exact)
                    : JsonValue.Create(element.Clone());
            default:
                return null;
        }
    }
}

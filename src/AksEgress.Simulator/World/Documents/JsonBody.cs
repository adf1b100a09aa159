using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World.Documents;

/// <summary>
/// Turns bytes into JSON nodes at once. JsonNode.Parse defers the work, so that a repeated member name or a lone surrogate
/// in a hostile document would surface later as an exception in the middle of a change.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Parses UTF-8 JSON; of members with the same name the last one counts.</summary>
    /// <exception cref="JsonException">
    /// The bytes are not JSON, are nested deeper than 64 levels, or hold text that is not Unicode.
    /// </exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, s_options);
            return Convert(document.RootElement);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("The JSON holds text that is not valid Unicode.", exception);
        }
    }

    /// <summary>Takes a UTF-8 JSON array apart, element by element; null when it begins with something else.</summary>
    /// <exception cref="JsonException">As <see cref="Parse"/>; for text that is not Unicode when its element's turn comes.</exception>
    public static IEnumerable<JsonNode?>? ParseArray(ReadOnlyMemory<byte> utf8)
    {
        Utf8JsonReader reader = new(
            utf8.Span, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = s_options.MaxDepth }));
        var isArray = reader.Read() && reader.TokenType == JsonTokenType.StartArray;
        var whole = reader;
        while (whole.Read())
        {
            // What is no JSON is said before anything is looked at.
        }

        if (!isArray)
        {
            return null;
        }

        return Elements(utf8[(int)reader.BytesConsumed..], reader.CurrentState);
    }

    private static IEnumerable<JsonNode?> Elements(ReadOnlyMemory<byte> rest, JsonReaderState state)
    {
        while (Element(ref rest, ref state) is { } element)
        {
            yield return Parse(element);
        }
    }

    // The next element's bytes, or null at the end of the array: a whole document's tokens would take more room than its text.
    private static ReadOnlyMemory<byte>? Element(ref ReadOnlyMemory<byte> rest, ref JsonReaderState state)
    {
        Utf8JsonReader reader = new(rest.Span, isFinalBlock: true, state);
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            // Nothing may follow.
            reader.Read();
            return null;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var element = rest[start..(int)reader.BytesConsumed];
        rest = rest[(int)reader.BytesConsumed..];
        state = reader.CurrentState;
        return element;
    }

    private static JsonNode? Convert(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonObject result = [];
                foreach (var member in element.EnumerateObject())
                {
                    result[member.Name] = Convert(member.Value);
                }

                return result;
            case JsonValueKind.Array:
                JsonArray items = [];
                foreach (var item in element.EnumerateArray())
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
                return element.TryGetInt64(out var whole) ? JsonValue.Create(whole)
                    : element.TryGetDecimal(out var exact) ? JsonValue.Create(exact)
                    : JsonValue.Create(element.Clone());
            default:
                return null;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World.Documents;

/// <summary>
/// Parses bytes to JSON nodes eagerly. JsonNode.Parse defers the work, so a repeated member name or a lone surrogate in a malicious
/// document would throw later, in the middle of a change.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Parses UTF-8 JSON; the last of several members with the same name counts.</summary>
    /// <exception cref="JsonException">
    /// The bytes aren't JSON, are nested deeper than 64 levels, or contain text that isn't Unicode.
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

    /// <summary>Enumerates the elements of a UTF-8 JSON array; null if the text isn't an array.</summary>
    /// <exception cref="JsonException">
    /// As for <see cref="Parse"/>; for text that isn't Unicode, when its element is reached.
    /// </exception>
    public static IEnumerable<JsonNode?>? ParseArray(ReadOnlyMemory<byte> utf8)
    {
        Utf8JsonReader reader = new(
            utf8.Span, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = s_options.MaxDepth }));
        var isArray = reader.Read() && reader.TokenType == JsonTokenType.StartArray;
        var whole = reader;
        while (whole.Read())
        {
            // Invalid JSON is reported before any element is read.
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

    // The next element's bytes, or null at the end of the array: the tokens of a whole document would take more memory than its
    // text.
    private static ReadOnlyMemory<byte>? Element(ref ReadOnlyMemory<byte> rest, ref JsonReaderState state)
    {
        Utf8JsonReader reader = new(rest.Span, isFinalBlock: true, state);
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            // Nothing may follow the array.
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
                // A number that fits no .NET type keeps its text; otherwise it couldn't be written again.
                return element.TryGetInt64(out var whole) ? JsonValue.Create(whole)
                    : element.TryGetDecimal(out var exact) ? JsonValue.Create(exact)
                    : JsonValue.Create(element.Clone());
            default:
                return null;
        }
    }
}

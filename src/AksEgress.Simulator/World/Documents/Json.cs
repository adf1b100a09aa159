using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World.Documents;

/// <summary>Reads and writes JSON nodes without exceptions for members of an unexpected type.</summary>
internal static class Json
{
    // ARM escapes quotes, plus signs, and non-ASCII letters only where JSON requires it.
    private static readonly JsonWriterOptions s_writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The object under <paramref name="name"/>, or null when there is none or it is something else.</summary>
    public static JsonObject? Object(this JsonObject? parent, string name) =>
        parent is not null && parent.TryGetPropertyValue(name, out var node) ? node as JsonObject : null;

    /// <summary>The array under <paramref name="name"/>, or null when there is none or it is something else.</summary>
    public static JsonArray? Array(this JsonObject? parent, string name) =>
        parent is not null && parent.TryGetPropertyValue(name, out var node) ? node as JsonArray : null;

    /// <summary>The text under <paramref name="name"/>, or null when there is none or it is something else.</summary>
    public static string? Text(this JsonObject? parent, string name) =>
        parent is not null && parent.TryGetPropertyValue(name, out var node) ? node.AsText() : null;

    /// <summary>The truth value under <paramref name="name"/>, or null when there is none or it is something else.</summary>
    public static bool? Flag(this JsonObject? parent, string name) =>
        parent is not null && parent.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue(out bool flag)
            ? flag : null;

    /// <summary>The number under <paramref name="name"/>, or null when there is none or it is something else.</summary>
    public static double? Number(this JsonObject? parent, string name)
    {
        if (parent is null || !parent.TryGetPropertyValue(name, out var node) || node is not JsonValue value)
        {
            return null;
        }

        return value.TryGetValue(out long whole) ? whole
            : value.TryGetValue(out int small) ? small
            : value.TryGetValue(out double real) ? real
            : value.TryGetValue(out decimal exact) ? (double)exact
            : null;
    }

    /// <summary>The node as text, or null if it isn't text.</summary>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The objects of an array, without other elements.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonArray? array) => array is null ? [] : array.OfType<JsonObject>();

    /// <summary>The texts of an array, without other elements.</summary>
    public static IEnumerable<string> Texts(this JsonArray? array) =>
        array is null ? [] : array.Select(AsText).OfType<string>();

    /// <summary>A deep copy as an object.</summary>
    public static JsonObject Copy(this JsonObject node) => (JsonObject)node.DeepClone();

    /// <summary>The object under <paramref name="name"/>; one is put there when there is none.</summary>
    public static JsonObject Ensure(this JsonObject parent, string name)
    {
        if (parent.Object(name) is { } found)
        {
            return found;
        }

        JsonObject made = [];
        parent[name] = made;
        return made;
    }

    /// <summary>Puts a value under <paramref name="name"/> unless the object has a member of that name already.</summary>
    public static void Default(this JsonObject parent, string name, JsonNode? value)
    {
        if (!parent.ContainsKey(name))
        {
            parent[name] = value;
        }
    }

    /// <summary>
    /// A new object with the members named in <paramref name="order"/> first and all others behind them in their own order.
    /// The members are moved: <paramref name="source"/> is empty afterwards.
    /// </summary>
    public static JsonObject Ordered(this JsonObject source, params ReadOnlySpan<string> order)
    {
        JsonObject result = [];
        foreach (var name in order)
        {
            if (source.TryGetPropertyValue(name, out var value))
            {
                source.Remove(name);
                result.Add(name, value);
            }
        }

        foreach (var rest in source.ToArray())
        {
            source.Remove(rest.Key);
            result.Add(rest.Key, rest.Value);
        }

        return result;
    }

    /// <summary>An ARM reference: <c>{"id": ...}</c>.</summary>
    public static JsonObject Reference(string id) => new() { ["id"] = id };

    /// <summary>UTF-8 without whitespace.</summary>
    public static byte[] Bytes(JsonNode? node) => Write(node, s_writer);

    /// <summary>Indented UTF-8.</summary>
    public static byte[] IndentedBytes(JsonNode? node) => Write(node, s_indented);

    private static byte[] Write(JsonNode? node, JsonWriterOptions options)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, options))
        {
            if (node is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                node.WriteTo(writer);
            }
        }

        return stream.ToArray();
    }
}

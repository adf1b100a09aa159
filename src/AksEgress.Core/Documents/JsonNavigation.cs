using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Documents;

/// <summary>Reads properties of a document that can be missing or have another type.</summary>
public static class JsonNavigation
{
    /// <summary>The node at a path of property names (an exact match, or else one that ignores case), or null.</summary>
    public static JsonNode? At(this JsonNode? node, params string[] path)
    {
        ArgumentNullException.ThrowIfNull(path);
        foreach (var name in path)
        {
            if (node is not JsonObject parent)
            {
                return null;
            }

            node = parent.Find(name);
        }

        return node;
    }

    /// <summary>A text, or null if there is none.</summary>
    public static string? Text(this JsonNode? node, params string[] path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A whole number, or null if there is none.</summary>
    public static int? Number(this JsonNode? node, params string[] path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number)
            ? number
            : null;

    /// <summary>A Boolean value, or null if there is none.</summary>
    public static bool? Flag(this JsonNode? node, params string[] path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The elements of an array; empty if there is no array.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, params string[] path) =>
        node.At(path) is JsonArray array ? array.OfType<JsonNode>() : [];

    /// <summary>The texts of an array of texts.</summary>
    public static OutputList<string> Texts(this JsonNode? node, params string[] path) =>
        (string[])[.. node.Items(path).Select(item => item.Text()).OfType<string>()];

    /// <summary>The IDs of an array of <c>{ "id": ... }</c> objects or of plain IDs; AKS uses both.</summary>
    public static OutputList<string> Ids(this JsonNode? node, params string[] path) =>
        (string[])[.. node.Items(path).Select(item => item.Text("id") ?? item.Text()).OfType<string>()];

    /// <summary>The object in a property, which is created if it's missing.</summary>
    public static JsonObject ObjectAt(this JsonObject parent, string name)
    {
        ArgumentNullException.ThrowIfNull(parent);
        if (parent.Find(name) is JsonObject child)
        {
            return child;
        }

        child = [];
        parent[name] = child;
        return child;
    }

    /// <summary>Removes a property, ignoring case; false if it didn't exist.</summary>
    public static bool Without(this JsonObject parent, string name)
    {
        ArgumentNullException.ThrowIfNull(parent);
        var key = parent.Select(member => member.Key).FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase));
        return key is not null && parent.Remove(key);
    }

    /// <summary>
    /// True when the tree has no duplicate properties and no invalid texts. System.Text.Json would throw another exception when such a
    /// node is read.
    /// </summary>
    /// <param name="node">The tree.</param>
    /// <param name="texts">True to read the texts too; only a text with an escaped surrogate can be invalid.</param>
    /// <exception cref="ArgumentException">A property is duplicate.</exception>
    /// <exception cref="InvalidOperationException">A text has an incomplete surrogate pair.</exception>
    internal static bool IsWellFormed(this JsonNode? node, bool texts) => node switch
    {
        JsonObject o => o.Count >= 0 && o.All(member => member.Value.IsWellFormed(texts)),
        JsonArray a => a.All(item => item.IsWellFormed(texts)),
        JsonValue value => !texts || value.GetValueKind() != JsonValueKind.String || value.TryGetValue<string>(out _),
        _ => true,
    };

    private static JsonNode? Find(this JsonObject parent, string name)
    {
        if (parent.TryGetPropertyValue(name, out var exact))
        {
            return exact;
        }

        foreach (var member in parent)
        {
            if (string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }
}

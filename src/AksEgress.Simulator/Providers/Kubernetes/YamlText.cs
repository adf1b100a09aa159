using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>Converts JSON to YAML as kubectl prints it: sorted keys, two spaces, lists not indented.</summary>
internal static class YamlText
{
    /// <summary>Returns the text of a node.</summary>
    public static string Of(JsonNode? node)
    {
        StringBuilder text = new();
        Write(text, node, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int indent)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                var first = true;
                foreach ((var name, var value) in map.OrderBy(static member => member.Key, StringComparer.Ordinal))
                {
                    text
                        .Append(' ', first ? 0 : indent)
                        .Append(name.Length == 0 || YamlScalar.NeedsQuotes(name) ? Quoted(name) : name)
                        .Append(':');
                    var nested = value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 };
                    var inner = value is JsonArray ? indent : indent + 2;
                    text.Append(nested ? "\n" : " ").Append(' ', nested ? inner : 0);
                    Write(text, value, inner);
                    first = false;
                }

                break;
            case JsonArray { Count: > 0 } list:
                for (var index = 0; index < list.Count; index++)
                {
                    text.Append(' ', index == 0 ? 0 : indent).Append("- ");
                    Write(text, list[index], indent + 2);
                }

                break;
            default:
                text.Append(Scalar(node)).Append('\n');
                break;
        }
    }

    private static string Scalar(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when node.AsText() is { } text => text.Length == 0 || YamlScalar.NeedsQuotes(text) ? Quoted(text) : text,
        _ => Encoding.UTF8.GetString(Json.Bytes(node)),
    };

    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Lab.Contracts;

/// <summary>The format of contracts: JSON with a line for each exchange, type, and definition, for readable diffs.</summary>
internal static class ContractFormat
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a contract.</summary>
    /// <param name="contract">The contract: each member that is an object or an array gets a line for each of its items.</param>
    public static string Write(JsonObject contract)
    {
        var text = new StringBuilder("{\n");
        var left = contract.Count;
        foreach (var (name, value) in contract)
        {
            text.Append("  ").Append(Compact(name)).Append(": ");
            switch (value)
            {
                case JsonObject members:
                    Lines(text, '{', '}', members.Select(static member => $"{Compact(member.Key)}: {Compact(member.Value)}"));
                    break;
                case JsonArray items:
                    Lines(text, '[', ']', items.Select(Compact));
                    break;
                default:
                    text.Append(Compact(value));
                    break;
            }

            text.Append(--left > 0 ? ",\n" : "\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Lines(StringBuilder text, char start, char end, IEnumerable<string> items) =>
        text.Append(start).Append('\n').AppendJoin(",\n", items.Select(static item => "    " + item)).Append("\n  ").Append(end);

    private static string Compact(JsonNode? node) => node?.ToJsonString(s_compact) ?? "null";
}

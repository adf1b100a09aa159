using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.Kubernetes;
using AksEgress.Simulator.Providers.Pods;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.KubectlCommands;

/// <summary>kubectl's jsonpath templates, limited to paths: {.a.b[0].c}, {.items[*].metadata.name}, {['a\.b']}, quoted texts.</summary>
internal static class JsonPath
{
    private const int MaxResults = 10_000;

    /// <summary>Evaluates a template.</summary>
    /// <exception cref="KubectlException">The template isn't supported.</exception>
    public static string Print(string template, JsonObject root)
    {
        StringBuilder text = new();
        var at = 0;
        while (at < template.Length)
        {
            if (template[at] != '{')
            {
                text.Append(template[at++]);
                continue;
            }

            var end = Close(template, at);
            var inner = template[(at + 1)..end].Trim();
            at = end + 1;
            if (inner.Length >= 2 && inner[0] is '"' or '\'' && inner[^1] == inner[0])
            {
                text.Append(BasicCommands.Unescape(inner[1..^1]));
            }
            else
            {
                text.Append(string.Join(' ', Find(inner, root).Select(Show)));
            }
        }

        return text.ToString();
    }

    private static int Close(string template, int start)
    {
        var quote = '\0';
        for (var at = start + 1; at < template.Length; at++)
        {
            var c = template[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '}')
            {
                return at;
            }
        }

        throw Fault("unclosed action");
    }

    private static List<JsonNode?> Find(string path, JsonObject root)
    {
        List<JsonNode?> now = [root];
        var at = path.StartsWith('$') || path.StartsWith('@') ? 1 : 0;
        while (at < path.Length)
        {
            if (path[at] == '.')
            {
                at++;
                StringBuilder name = new();
                while (at < path.Length && path[at] is not ('.' or '['))
                {
                    at += path[at] == '\\' && at + 1 < path.Length ? 1 : 0;
                    name.Append(path[at++]);
                }

                now = name.Length == 0
                    ? (at >= path.Length ? now : throw Fault("recursive descent is more than the simulator knows"))
                    : Members(now, name.ToString());
            }
            else if (path[at] == '[')
            {
                var end = path.IndexOf(']', at);
                var key = end < 0 ? throw Fault("unterminated array") : path[(at + 1)..end].Trim();
                at = end + 1;
                now = Pick(now, key);
            }
            else
            {
                throw Fault($"unrecognized identifier {RequestErrors.Shorten(path)}");
            }
        }

        return now.Count <= MaxResults ? now : now[..MaxResults];
    }

    private static List<JsonNode?> Pick(List<JsonNode?> now, string key)
    {
        if (key.Length >= 2 && key[0] is '"' or '\'' && key[^1] == key[0])
        {
            return Members(now, key[1..^1].Replace("\\", "", StringComparison.Ordinal));
        }

        if (key == "*")
        {
            return [.. now.SelectMany(static node => node switch
            {
                JsonArray list => list,
                JsonObject map => map.Select(static pair => pair.Value),
                _ => Enumerable.Empty<JsonNode?>()
            })];
        }

        if (!int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            throw Fault("filters and ranges are more than the simulator knows");
        }

        return [.. now.OfType<JsonArray>().Select(list => (List: list, Index: index < 0 ? list.Count + index : index))
            .Where(static item => item.Index >= 0 && item.Index < item.List.Count).Select(static item => item.List[item.Index])];
    }

    private static List<JsonNode?> Members(List<JsonNode?> now, string name) =>
        [.. now.OfType<JsonObject>().Where(map => map.ContainsKey(name)).Select(map => map[name])];

    private static string Show(JsonNode? node) => node.AsText() ?? (node is null ? "" : Encoding.UTF8.GetString(Json.Bytes(node)));

    private static KubectlException Fault(string what) => new($"error: error parsing jsonpath: {what}");
}

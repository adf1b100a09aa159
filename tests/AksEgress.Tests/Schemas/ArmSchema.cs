using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AksEgress.Tests.Schemas;

/// <summary>
/// The contract of an official template schema: the members that a client can send. It doesn't contain read-only members.
/// </summary>
internal sealed class ArmSchema(JsonObject contract)
{
    private static readonly Dictionary<string, Regex> s_patterns = [];

    private readonly JsonObject _types = contract["types"]!.AsObject();
    private readonly JsonObject _definitions = contract["definitions"]!.AsObject();

    /// <summary>The provider of the schema.</summary>
    public string Provider { get; } = (string)contract["provider"]!;

    /// <summary>Checks a resource's document.</summary>
    /// <param name="type">The type, with its provider.</param>
    /// <param name="body">The document.</param>
    /// <returns>The problems, or null if the schema doesn't contain the type.</returns>
    public IReadOnlyList<SchemaProblem>? Check(string type, JsonObject body)
    {
        var name = type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var definition = _types.FirstOrDefault(known => known.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        if (definition is null)
        {
            return null;
        }

        List<SchemaProblem> problems = [];
        var walk = new Walk(this, type, problems);

        // A document's id, name, and type repeat the path; responses have them in ARM's casing.
        foreach (var (member, value) in body)
        {
            if (member is not ("id" or "name" or "type" or "apiVersion"))
            {
                walk.Member("$", member, value, definition["members"]!.AsObject(), null);
            }
        }

        return problems;
    }

    private JsonNode Resolve(JsonNode node)
    {
        while (Kind(node) is { } kind && kind.StartsWith('@'))
        {
            node = _definitions[kind[1..]]!;
        }

        return node;
    }

    // The kind of a value, or "@" and the definition that contains it; null for objects and arrays.
    private static string? Kind(JsonNode node) =>
        node is JsonValue value ? value.GetValue<string>() : (string?)(node as JsonObject)?["kind"];

    private sealed class Walk(ArmSchema schema, string type, List<SchemaProblem> problems)
    {
        public void Member(string path, string name, JsonNode? value, JsonObject members, JsonNode? others)
        {
            var known = members.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (known.Value is not null)
            {
                Value($"{path}.{known.Key}", value, known.Value);
            }
            else if (others is not null)
            {
                Value(path + ".{}", value, others);
            }
            else
            {
                problems.Add(new SchemaProblem(type, $"{path}.{name}", "unknown", "the schema doesn't know it"));
            }
        }

        private void Value(string path, JsonNode? value, JsonNode definition)
        {
            // A client that sends null means that there is no value.
            if (value is null)
            {
                return;
            }

            var own = schema.Resolve(definition);
            var kind = Kind(own);
            switch (own)
            {
                case JsonArray node when value is JsonArray items:
                    foreach (var item in items)
                    {
                        Value(path + "[]", item, node[0]!);
                    }

                    break;
                case JsonObject tree when kind is null:
                    if (tree["oneOf"] is JsonArray branches && value is JsonObject chosen)
                    {
                        Best(path, chosen, tree, branches);
                    }
                    else
                    {
                        Object(path, value, tree);
                    }

                    break;
                case var _ when kind == "object" && value is JsonObject:
                case var _ when kind == "any":
                    break;
                case var _ when kind == "string" && value.GetValueKind() == JsonValueKind.String:
                    Text(path, value.GetValue<string>(), own as JsonObject ?? []);
                    break;
                case var _ when kind is "integer" or "number" && value.GetValueKind() == JsonValueKind.Number:
                    Number(path, double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture), kind, own as JsonObject ?? []);
                    break;
                case var _ when kind == "boolean" && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                    break;
                default:
                    problems.Add(new SchemaProblem(type, path, "type", $"{Short(value)} is no {kind ?? "array"}"));
                    break;
            }
        }

        private void Object(string path, JsonNode value, JsonObject own)
        {
            if (value is not JsonObject members)
            {
                problems.Add(new SchemaProblem(type, path, "type", $"{Short(value)} is no object"));
                return;
            }

            if (own["members"] is not JsonObject known)
            {
                return;
            }

            foreach (var (name, member) in members)
            {
                Member(path, name, member, known, own["others"]);
            }
        }

        // The best matching alternative is the intended one: a wrong member is reported once, not for every alternative.
        private void Best(string path, JsonObject value, JsonObject own, JsonArray branches)
        {
            List<SchemaProblem>? best = null;
            foreach (var branch in branches)
            {
                var definition = schema.Resolve(branch!);
                JsonObject merged = [];
                foreach (var (name, member) in (own["members"]?.AsObject() ?? []).Concat(definition["members"]?.AsObject() ?? []))
                {
                    merged[name] = member!.DeepClone();
                }

                List<SchemaProblem> found = [];
                new Walk(schema, type, found).Object(path, value, new JsonObject { ["members"] = merged });
                best = best is null || found.Count < best.Count ? found : best;
            }

            problems.AddRange(best ?? []);
        }

        private void Text(string path, string text, JsonObject own)
        {
            // ARM's own responses contain enumeration values in several casings.
            if (own["values"] is JsonArray values
                && !values.Any(allowed => text.Equals((string?)allowed, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add(new SchemaProblem(type, path, "enum", $"'{text}' is none of {values.ToJsonString()}"));
            }

            if (own["pattern"] is { } pattern && !Pattern((string)pattern!).IsMatch(text))
            {
                problems.Add(new SchemaProblem(type, path, "form", $"'{text}' doesn't match {pattern}"));
            }

            if ((own["minLength"] is { } least && text.Length < (int)least!) || (own["maxLength"] is { } most && text.Length > (int)most!))
            {
                problems.Add(new SchemaProblem(type, path, "range", $"'{text}' has {text.Length} characters"));
            }
        }

        private void Number(string path, double number, string kind, JsonObject own)
        {
            if (kind == "integer" && number != Math.Floor(number))
            {
                problems.Add(new SchemaProblem(type, path, "type", $"{number} is no integer"));
            }

            if ((own["minimum"] is { } least && number < (double)least!) || (own["maximum"] is { } most && number > (double)most!))
            {
                problems.Add(new SchemaProblem(type, path, "range", $"{number} is not in {own["minimum"]}..{own["maximum"]}"));
            }
        }

        private static Regex Pattern(string pattern)
        {
            lock (s_patterns)
            {
                return s_patterns.TryGetValue(pattern, out var known)
                    ? known
                    : s_patterns[pattern] = new Regex(pattern, RegexOptions.CultureInvariant);
            }
        }

        private static string Short(JsonNode value)
        {
            var text = value.ToJsonString();
            return text.Length <= 80 ? text : text[..80] + "...";
        }
    }
}

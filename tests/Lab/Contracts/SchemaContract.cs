using System.Text.Json.Nodes;

namespace AksEgress.Lab.Contracts;

/// <summary>
/// The contract of an official schema: the tree of members for each type. A node is the name of a kind ("string"), of a definition
/// ("@Name"), an array with the node of its items, or an object with members, others (of a map), oneOf, or a kind and its limits.
/// </summary>
internal static class SchemaContract
{
    private const string Reference = "#/definitions/";

    private static readonly string[] s_limits = ["enum", "pattern", "minLength", "maxLength", "minimum", "maximum"];

    // The path contains this already.
    private static readonly string[] s_ofThePath = ["apiVersion", "id", "name", "type"];

    /// <summary>Distils a template schema.</summary>
    public static JsonObject Distil(JsonObject schema)
    {
        var provider = (string?)schema["title"] ?? throw new LabException("the schema has no title.");
        var types = schema["resourceDefinitions"]!.AsObject();
        var version = (string?)types.First().Value!["properties"]!["apiVersion"]!["enum"]![0];
        var trees = types.OrderBy(static type => type.Key, StringComparer.Ordinal)
            .Select(static type => KeyValuePair.Create(type.Key.Replace('_', '/'), (JsonNode?)Type(type.Value!.AsObject())));
        var distilled = new JsonObject(trees);
        return new JsonObject
        {
            ["provider"] = provider,
            ["apiVersion"] = version,
            ["repository"] = ((string?)schema["source"])?.Split(',')[0] ?? throw new LabException("the schema names no source."),
            ["path"] = $"schemas/{version}/{provider}.json",
            ["types"] = distilled,
            ["definitions"] = Definitions(schema["definitions"]!.AsObject(), distilled),
        };
    }

    private static JsonObject Type(JsonObject type)
    {
        var tree = Node(type).AsObject();
        foreach (var name in s_ofThePath)
        {
            tree["members"]!.AsObject().Remove(name);
        }

        return tree;
    }

    // Only the definitions that a type needs.
    private static JsonObject Definitions(JsonObject all, JsonObject types)
    {
        var needed = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var open = new Queue<JsonNode>([types]);
        while (open.TryDequeue(out var node))
        {
            foreach (var name in References(node).Where(name => all.ContainsKey(name) && !needed.ContainsKey(name)))
            {
                needed[name] = Node(all[name]!.AsObject());
                open.Enqueue(needed[name]);
            }
        }

        return new JsonObject(needed.Select(static definition => KeyValuePair.Create(definition.Key, (JsonNode?)definition.Value)));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member => References(member.Value)),
        JsonArray items => items.SelectMany(References),
        JsonValue value when value.TryGetValue(out string? text) && text.StartsWith('@') => [text[1..]],
        _ => [],
    };

    private static JsonNode Node(JsonObject schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return "@" + reference[Reference.Length..];
        }

        if (schema["oneOf"] is JsonArray branches)
        {
            return With(Object(schema), "oneOf", new JsonArray([.. branches.Select(static branch => Node(branch!.AsObject()))]));
        }

        return (string?)schema["type"] switch
        {
            "array" => new JsonArray(Node(schema["items"]!.AsObject())),
            null or "object" when schema.ContainsKey("properties") || schema.ContainsKey("additionalProperties") => Object(schema),
            "object" => "object",
            { } kind => Scalar(schema, kind),
            null => "any",
        };
    }

    private static JsonObject Object(JsonObject schema)
    {
        var tree = new JsonObject();
        if (schema["properties"] is JsonObject properties)
        {
            tree["members"] = new JsonObject(properties.OrderBy(static property => property.Key, StringComparer.Ordinal)
                .Select(static property => KeyValuePair.Create(property.Key, (JsonNode?)Node(property.Value!.AsObject()))));
        }

        return With(tree, "others", schema["additionalProperties"] is JsonObject others ? Node(others) : null);
    }

    private static JsonNode Scalar(JsonObject schema, string kind)
    {
        var tree = new JsonObject { ["kind"] = kind };
        foreach (var limit in s_limits)
        {
            With(tree, limit == "enum" ? "values" : limit, schema[limit]?.DeepClone());
        }

        return tree.Count == 1 ? kind : tree;
    }

    private static JsonObject With(JsonObject tree, string name, JsonNode? value)
    {
        if (value is not null)
        {
            tree[name] = value;
        }

        return tree;
    }
}

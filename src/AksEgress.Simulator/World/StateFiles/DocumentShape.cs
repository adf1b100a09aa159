using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>
/// Checks whether a JSON object of a state is an ARM document: the members of its envelope, and the lists that the simulator stores
/// children in, must have ARM's types. Nothing else is checked: an export can contain members that the simulator doesn't know.
/// </summary>
internal static class DocumentShape
{
    private static readonly string[] s_texts = ["name", "type", "location", "etag", "kind", "managedBy"];
    private static readonly string[] s_objects = ["properties", "tags", "sku", "identity"];

    // Lists of named parts that aren't inline children with a path of their own.
    private static readonly Dictionary<string, string[]> s_lists = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.ContainerService/managedClusters"] = ["agentPoolProfiles"],
        ["Microsoft.Network/azureFirewalls"] =
        [
            "ipConfigurations", "networkRuleCollections", "applicationRuleCollections", "natRuleCollections"
        ],
        ["Microsoft.Network/firewallPolicies/ruleCollectionGroups"] = ["ruleCollections"],
    };

    private static readonly Dictionary<string, string[]> s_parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.ContainerService/managedClusters"] = ["networkProfile", "apiServerAccessProfile", "identityProfile", "addonProfiles"],
    };

    /// <summary>The problem, as the end of a sentence that starts with the document; null if there is none.</summary>
    /// <param name="document">The document.</param>
    /// <param name="type">The type from its id, such as Microsoft.Network/routeTables; empty if it has none.</param>
    public static string? Fault(JsonObject document, string type)
    {
        foreach (var name in s_texts)
        {
            if (document[name] is { } text && text.AsText() is null)
            {
                return Wrong(name, text, "text");
            }
        }

        foreach (var name in s_objects)
        {
            if (document[name] is { } part and not JsonObject)
            {
                return Wrong(name, part, "an object");
            }
        }

        foreach ((var name, var value) in document.Object("tags") ?? [])
        {
            if (value is not null && value.AsText() is null)
            {
                return Wrong("tags." + RequestErrors.Shorten(name), value, "text");
            }
        }

        return document.Object("properties") is { } properties ? PropertiesFault(properties, type) : null;
    }

    private static string? PropertiesFault(JsonObject properties, string type)
    {
        if (properties["provisioningState"] is { } state && state.AsText() is null)
        {
            return Wrong("properties.provisioningState", state, "text");
        }

        foreach (var name in s_parts.GetValueOrDefault(type) ?? [])
        {
            if (properties[name] is { } part and not JsonObject)
            {
                return Wrong("properties." + name, part, "an object");
            }
        }

        foreach (var name in InlineChild.Of(type).Select(static child => child.Member).Concat(s_lists.GetValueOrDefault(type) ?? []))
        {
            if (properties[name] is { } list && ListFault("properties." + name, list) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? ListFault(string path, JsonNode list)
    {
        if (list is not JsonArray items)
        {
            return Wrong(path, list, "a list");
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < items.Count; index++)
        {
            var place = $"{path}[{index}]";
            if (items[index] is not JsonObject item)
            {
                return Wrong(place, items[index], "an object");
            }

            if (item.Text("name") is not { Length: > 0 } name)
            {
                return $"has an item without a name, '{place}'";
            }

            if (!names.Add(name))
            {
                return $"has two items with the name '{RequestErrors.Shorten(name)}' in '{path}'";
            }

            if (item["properties"] is { } properties and not JsonObject)
            {
                return Wrong(place + ".properties", properties, "an object");
            }
        }

        return null;
    }

    private static string Wrong(string path, JsonNode? found, string expected) =>
        $"has {Kind(found)} for '{path}', where ARM has {expected}";

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        _ => "a Boolean",
    };
}

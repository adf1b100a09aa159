using System.Text.Json.Nodes;
using AksEgress.Simulator;
using AksEgress.Tests.Contracts;

namespace AksEgress.Tests.Schemas;

/// <summary>
/// The members that the simulator accepts in clusters and node pools: all members of the schemas, including the preview's.
/// </summary>
public sealed class MemberNamesTests
{
    [Theory]
    [InlineData("containerservice-2026-05-01.json", 500)]
    [InlineData("containerservice-2026-05-02-preview.json", 600)]
    public void The_simulator_accepts_every_member_of_the_schema(string schema, int least)
    {
        var contract = JsonNode.Parse(File.ReadAllText(Path.Combine(ContractFiles.Schemas, schema)))!;
        var names = Names();
        var definitions = contract["definitions"]!;
        var all = contract["types"]!.AsObject()
            .SelectMany(type => Members(definitions, type.Value!, names[type.Key.Split('/')[^1]]!, type.Key)).ToList();

        Assert.True(all.Count > least, $"Only {all.Count} members.");

        // Templates nest resources; requests don't.
        var unknown = all.Where(static member => !member.Known && !member.Path.EndsWith(".resources", StringComparison.Ordinal));
        Assert.Empty(unknown.Select(static member => member.Path));
    }

    private static IEnumerable<(string Path, bool Known)> Members(JsonNode definitions, JsonNode node, JsonNode names, string path)
    {
        while (node is JsonValue kind && kind.GetValue<string>().StartsWith('@'))
        {
            node = definitions[kind.GetValue<string>()[1..]]!;
        }

        if (node is JsonArray items)
        {
            return Members(definitions, items[0]!, names, path + "[]");
        }

        // A leaf, or a map that accepts any name.
        if (names is not JsonObject known || known.ContainsKey("*") || node is not JsonObject tree)
        {
            return [];
        }

        return (tree["members"] as JsonObject ?? []).SelectMany(member =>
        {
            var next = known.FirstOrDefault(name => name.Key.Equals(member.Key, StringComparison.OrdinalIgnoreCase)).Value;
            var at = $"{path}.{member.Key}";
            return (next is null ? [] : Members(definitions, member.Value!, next, at)).Prepend((at, next is not null));
        });
    }

    private static JsonObject Names()
    {
        var assembly = typeof(ArmSimulator).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(static name =>
            name.EndsWith("member-names.json", StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var names = JsonNode.Parse(stream)!.AsObject();

        // The simulator accepts these in pools as well.
        var pool = names["agentPools"]!["properties"]!.DeepClone();
        pool["name"] = 0;
        names["managedClusters"]!["properties"]!["agentPoolProfiles"] = pool;
        return names;
    }
}

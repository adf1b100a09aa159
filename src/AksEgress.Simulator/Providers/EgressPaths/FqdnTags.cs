using System.Reflection;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.EgressPaths;

/// <summary>The names of Azure Firewall's FQDN tags (fqdn-tags.json), and names with wildcards.</summary>
internal static class FqdnTags
{
    private static readonly Lazy<JsonObject> s_tags = new(Read);

    /// <summary>True if a tag contains a name.</summary>
    public static bool Holds(string tag, string host, string location) =>
        s_tags.Value.FirstOrDefault(item => ResourceId.Is(item.Key, tag)).Value is JsonArray names
        && names.Texts().Any(name => Match(name.Replace("<location>", location, StringComparison.Ordinal), host));

    /// <summary>True if a name matches a pattern such as * or *.data.mcr.microsoft.com; the wildcard is at the start only.</summary>
    public static bool Match(string pattern, string host) =>
        pattern.StartsWith('*')
            ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase) && host.Length >= pattern.Length
            : ResourceId.Is(pattern, host);

    private static JsonObject Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(
            "AksEgress.Simulator.Providers.EgressPaths.fqdn-tags.json")
            ?? throw new InvalidOperationException("The FQDN tags are missing from the assembly.");
        return JsonNode.Parse(stream)!["tags"]!.AsObject();
    }
}

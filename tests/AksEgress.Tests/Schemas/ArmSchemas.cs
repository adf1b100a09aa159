using System.Text.Json.Nodes;
using AksEgress.Lab.Replays;
using AksEgress.Tests.Contracts;

namespace AksEgress.Tests.Schemas;

/// <summary>
/// The contracts of the official schemas, plus what they lack: members that ARM returned in recordings, and <see
/// cref="Additions"/>.
/// </summary>
internal sealed class ArmSchemas
{
    private readonly ArmSchema[] _schemas;
    private readonly HashSet<(string Type, string Path, string Kind)> _answered = [];

    private ArmSchemas()
    {
        _schemas = [.. ((string[])["containerservice-2026-05-01.json", "network-2025-07-01.json"]).Select(Read)];
        string[] places = [ContractFiles.Recordings, ContractFiles.Developed, ContractFiles.HeldOut];
        var recordings = places.SelectMany(Recording.ReadAll);
        foreach (var exchange in recordings.SelectMany(static recording => recording.Exchanges))
        {
            foreach (var (type, document) in Documents(exchange.Path, exchange.Response))
            {
                // A value of a preview, such as the outbound type block, must not make every other value known.
                foreach (var problem in Raw(type, document).Where(static problem => problem.Kind != "enum"))
                {
                    _answered.Add(Key(problem));
                }
            }
        }
    }

    /// <summary>The schemas.</summary>
    public static ArmSchemas All { get; } = new();

    /// <summary>The problems of a request or response body for a path; none if no schema contains the type.</summary>
    public IEnumerable<SchemaProblem> Check(string path, JsonNode? body) =>
        from item in Documents(path, body)
        from problem in Raw(item.Type, item.Document)
        where !_answered.Contains(Key(problem)) && !Additions.Knows(problem, item.Document)
        select problem;

    /// <summary>The key of a known problem, without regard to case.</summary>
    public static (string Type, string Path, string Kind) Key(SchemaProblem problem) =>
        (problem.Type.ToLowerInvariant(), problem.Path.ToLowerInvariant(), problem.Kind);

    private static ArmSchema Read(string name) =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(ContractFiles.Schemas, name)))!.AsObject());

    private IReadOnlyList<SchemaProblem> Raw(string type, JsonObject document) =>
        _schemas.FirstOrDefault(schema => type.StartsWith(schema.Provider + "/", StringComparison.OrdinalIgnoreCase))?.Check(type, document)
            ?? [];

    // One document, or those of a list, with the type from the path.
    private static IEnumerable<(string Type, JsonObject Document)> Documents(string path, JsonNode? body)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(parts, static part => part.Equals("providers", StringComparison.OrdinalIgnoreCase));
        if (at < 0
            || at + 2 >= parts.Length
            || body is not JsonObject document
            || document.ContainsKey("error")
            || document.ContainsKey("code"))
        {
            return [];
        }

        var type = string.Join('/', [parts[at + 1], .. parts[(at + 2)..].Where(static (_, index) => index % 2 == 0)]);
        return (parts.Length - at) % 2 == 0 ? [(type, document)]
            : document["value"] is JsonArray items ? items.OfType<JsonObject>().Select(item => (type, item))
            : [];
    }
}

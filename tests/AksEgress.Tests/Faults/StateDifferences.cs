using System.Text.Json.Nodes;

namespace AksEgress.Tests.Faults;

/// <summary>The differences between a run with faults and one without, document by document.</summary>
internal static class StateDifferences
{
    /// <summary>The differences as text, with the path and both values of each document's first one.</summary>
    public static IEnumerable<string> Of(IReadOnlyDictionary<string, string> whole, IReadOnlyDictionary<string, string> state) =>
        whole.Keys.Except(state.Keys).Select(id => $"{id} is missing")
            .Concat(state.Keys.Except(whole.Keys).Select(id => $"{id} is too many"))
            .Concat(
                whole
                    .Where(pair => state.TryGetValue(pair.Key, out var now) && now != pair.Value)
                    .Select(pair => $"{pair.Key} differs: {First(JsonNode.Parse(pair.Value), JsonNode.Parse(state[pair.Key]), "$")}"));

    private static string? First(JsonNode? one, JsonNode? other, string path) => (one, other) switch
    {
        (JsonObject left, JsonObject right) => left
            .Select(member => member.Key)
            .Union(right.Select(member => member.Key))
            .Select(name => First(left[name], right[name], $"{path}.{name}"))
            .FirstOrDefault(found => found is not null),
        (JsonArray left, JsonArray right) when left.Count == right.Count =>
            left.Select((item, index) => First(item, right[index], $"{path}[{index}]")).FirstOrDefault(found => found is not null),
        _ => JsonNode.DeepEquals(one, other)
            ? null
            : $"{path}: {one?.ToJsonString() ?? "nothing"} became {other?.ToJsonString() ?? "nothing"}",
    };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Core.Documents;

/// <summary>Compares two documents, or a document with a request.</summary>
public static class DocumentComparison
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every member that differs between two trees, in the order of the first.</summary>
    public static IReadOnlyList<MemberChange> Compare(JsonNode? before, JsonNode? after)
    {
        var changes = new List<MemberChange>();
        Walk(string.Empty, before, after, changes);
        return changes;
    }

    /// <summary>
    /// The requested changes that a document doesn't contain. Properties that ARM adds are ignored, and texts are compared without case,
    /// because ARM changes the case of IDs and enumerations.
    /// </summary>
    /// <param name="asked">The requested changes (<see cref="Compare"/> of the document read and the document sent).</param>
    /// <param name="result">The document as read back.</param>
    public static IReadOnlyList<MemberChange> Missing(IEnumerable<MemberChange> asked, JsonNode? result)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var missing = new List<MemberChange>();
        foreach (var change in asked)
        {
            var found = Find(result, change.Path);
            if (change.After is not null)
            {
                WalkMissing(
                    change.Path,
                    found,
                    JsonNode.Parse(change.After),
                    change.Before is null ? null : JsonNode.Parse(change.Before),
                    missing);
            }
            else if (change.Before is not null && found is not null && Show(found) == change.Before && found is not JsonObject { Count: 0 })
            {
                // ARM may replace a removed value with a default, but the old value means that the removal was ignored.
                missing.Add(new MemberChange(change.Path, null, Show(found)));
            }
        }

        return missing;
    }

    /// <summary>
    /// True when two trees are equal, except for eTags, provisioning states, case, and the order of lists.
    /// </summary>
    public static bool IsSame(JsonNode? one, JsonNode? other) => Contains(one, other) && Contains(other, one);

    /// <summary>A node as compact JSON; null for none.</summary>
    public static string? Show(JsonNode? node) => node?.ToJsonString(s_compact);

    private static void Walk(string path, JsonNode? before, JsonNode? after, List<MemberChange> changes)
    {
        if (before is JsonObject b && after is JsonObject a)
        {
            foreach (var (name, value) in b)
            {
                if (a.TryGetPropertyValue(name, out var other))
                {
                    Walk(Join(path, name), value, other, changes);
                }
                else
                {
                    changes.Add(new MemberChange(Join(path, name), Show(value) ?? "null", null));
                }
            }

            changes.AddRange(a.Where(member => !b.ContainsKey(member.Key))
                .Select(member => new MemberChange(Join(path, member.Key), null, Show(member.Value) ?? "null")));
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            changes.Add(new MemberChange(path, Show(before), Show(after)));
        }
    }

    private static void WalkMissing(string path, JsonNode? found, JsonNode? asked, JsonNode? before, List<MemberChange> missing)
    {
        if (asked is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                WalkMissing(Join(path, name), found.At(name), value, before.At(name), missing);
            }
        }
        else if (asked is JsonArray items && found is JsonArray list && before is JsonArray old)
        {
            // Elements that weren't changed can differ: children have their own eTags and states.
            var changed = new JsonArray([.. items
                .Where(item => !old.Any(other => JsonNode.DeepEquals(other, item)))
                .Select(item => item?.DeepClone())]);
            if (list.Count != items.Count || !ContainsAll([.. list], changed))
            {
                missing.Add(new MemberChange(path, Show(asked), Show(found)));
            }
        }
        else if (!Contains(found, asked))
        {
            missing.Add(new MemberChange(path, Show(asked), Show(found)));
        }
    }

    // A property name can contain dots, such as the name of a tag, so the path can't be split at each dot.
    private static JsonNode? Find(JsonNode? node, string path)
    {
        if (path.Length == 0)
        {
            return node;
        }

        return node is not JsonObject parent ? null : parent.At(path) ?? parent
            .Where(member => path.StartsWith(member.Key + ".", StringComparison.OrdinalIgnoreCase))
            .Select(member => Find(member.Value, path[(member.Key.Length + 1)..]))
            .FirstOrDefault(found => found is not null);
    }

    private static bool Contains(JsonNode? found, JsonNode? asked) => (found, asked) switch
    {
        (null, null) => true,
        (JsonObject f, JsonObject a) => a.All(member => IsSetByServer(member.Key) || Contains(f.At(member.Key), member.Value)),
        (JsonArray f, JsonArray a) => f.Count == a.Count && ContainsAll([.. f], a),
        (null, JsonObject { Count: 0 } or JsonArray { Count: 0 }) => true,
        _ => string.Equals(Show(found), Show(asked), StringComparison.OrdinalIgnoreCase),
    };

    // Properties that ARM sets with each write.
    private static bool IsSetByServer(string name) =>
        name.Equals("etag", StringComparison.OrdinalIgnoreCase) || name.Equals("provisioningState", StringComparison.OrdinalIgnoreCase);

    // ARM can reorder lists (zones, addresses of a NAT gateway). Items with more properties are matched first, because an item with
    // few properties could match the element that only another item fits.
    private static bool ContainsAll(List<JsonNode?> found, JsonArray asked)
    {
        foreach (var item in asked.OrderByDescending(item => Show(item)?.Length))
        {
            var match = found.FindIndex(candidate => Contains(candidate, item));
            if (match < 0)
            {
                return false;
            }

            found.RemoveAt(match);
        }

        return true;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;
}

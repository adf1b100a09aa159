using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AksEgress.Core.Documents;

/// <summary>Compares two documents, and a document with what was asked of it.</summary>
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
    /// What was asked and did not come about. Members that ARM adds of its own accord are no difference, and
    /// texts are compared without case, because ARM writes ids and enumerations in a case of its own.
    /// </summary>
    /// <param name="asked">What the change was to do (<see cref="Compare"/> of the document read and the document sent).</param>
    /// <param name="result">The document as it was read back.</param>
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
                // A default that comes back with another value is ARM's business; the old value coming back is not.
                missing.Add(new MemberChange(change.Path, null, Show(found)));
            }
        }

        return missing;
    }

    /// <summary>
    /// True when two trees say the same: etags and provisioning states aside, without regard to case and to the order of lists.
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
            // Elements that the change is not about may move on meanwhile: children have etags and states of their own.
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

    // A member's own name may hold dots, as a tag's does, so the path cannot just be split.
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
        (JsonObject f, JsonObject a) => a.All(member => IsServers(member.Key) || Contains(f.At(member.Key), member.Value)),
        (JsonArray f, JsonArray a) => f.Count == a.Count && ContainsAll([.. f], a),
        (null, JsonObject { Count: 0 } or JsonArray { Count: 0 }) => true,
        _ => string.Equals(Show(found), Show(asked), StringComparison.OrdinalIgnoreCase),
    };

    // Members that ARM sets at each write, whatever was sent.
    private static bool IsServers(string name) =>
        name.Equals("etag", StringComparison.OrdinalIgnoreCase) || name.Equals("provisioningState", StringComparison.OrdinalIgnoreCase);

    // ARM gives lists back in an order of its own (zones, addresses of a NAT gateway). Who asks for more chooses
    // first: an item that asks for little would also be content with what only another one fits.
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

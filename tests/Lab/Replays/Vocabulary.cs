using System.Text.Json.Nodes;

namespace AksEgress.Lab.Replays;

/// <summary>
/// What the recorded client had read and what it would have read here: it sends ids, versions and addresses back, so that its
/// requests have to be put in this world's words.
/// </summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _own = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _disputed = new(StringComparer.OrdinalIgnoreCase) { Shape.Mask };

    /// <summary>Whether the client chose a part itself: it stood in a request before it stood in any answer.</summary>
    public bool IsOwn(string part) => _own.Contains(part);

    /// <summary>Takes a text apart; what the client chose stays in it.</summary>
    public Shape Of(string text) => Shape.Of(text, IsOwn);

    /// <summary>Notes what an answer says here for what it said there. What stands for several things is left alone.</summary>
    public void Learn(string recorded, string simulated)
    {
        _read.Add(recorded);
        if (_words.TryGetValue(recorded, out var known) && !known.Equals(simulated, StringComparison.OrdinalIgnoreCase))
        {
            _disputed.Add(recorded);
        }

        _words[recorded] = simulated;
        if (_disputed.Contains(recorded))
        {
            _words.Remove(recorded);
        }
    }

    /// <summary>Notes the parts of two texts that mean the same.</summary>
    public void Learn(Shape recorded, Shape simulated)
    {
        for (var i = 0; i < recorded.Parts.Count && recorded.Parts.Count == simulated.Parts.Count; i++)
        {
            Learn(recorded.Parts[i], simulated.Parts[i]);
        }
    }

    /// <summary>A path in this world's words.</summary>
    public string Path(string path) => Shape.Translate(path, _words);

    /// <summary>A body in this world's words; what is new in it is the client's own.</summary>
    public JsonNode? Body(JsonNode? sent)
    {
        switch (sent)
        {
            case JsonObject members:
                return new JsonObject(
                    members.Select(member => KeyValuePair.Create(Shape.Translate(member.Key, _words), Body(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Body)]);
            case JsonValue value when value.TryGetValue(out string? text):
                foreach (var part in Shape.Of(text, static _ => false).Parts.Where(part => !_read.Contains(part)))
                {
                    _own.Add(part);
                }

                return JsonValue.Create(Shape.Translate(text, _words));
            default:
                return sent?.DeepClone();
        }
    }
}

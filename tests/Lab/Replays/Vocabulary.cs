using System.Text.Json.Nodes;

namespace AksEgress.Lab.Replays;

/// <summary>
/// Translates between the recording and the replay: the client sends ids, versions, and addresses from responses back, so its
/// requests must contain those of the simulator instead.
/// </summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _own = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _sent = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _disputed = new(StringComparer.OrdinalIgnoreCase) { Shape.Mask };

    /// <summary>True if the client chose a part: it occurred in a request before it occurred in any response.</summary>
    public bool IsOwn(string part) => _own.Contains(part);

    /// <summary>True if the client sent a text before it occurred in any response.</summary>
    public bool WasSent(string text) => _sent.Contains(text);

    /// <summary>Splits a text; parts that the client chose stay in it.</summary>
    public Shape Of(string text) => Shape.Of(text, IsOwn);

    /// <summary>Learns the simulated value for each recorded value of a response. Ambiguous values are ignored.</summary>
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

    /// <summary>Learns the corresponding parts of two texts.</summary>
    public void Learn(Shape recorded, Shape simulated)
    {
        for (var i = 0; i < recorded.Parts.Count && recorded.Parts.Count == simulated.Parts.Count; i++)
        {
            Learn(recorded.Parts[i], simulated.Parts[i]);
        }
    }

    /// <summary>A path with the simulator's values.</summary>
    public string Path(string path) => Shape.Translate(path, _words);

    /// <summary>A body with the simulator's values; new values are the client's own.</summary>
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
                if (!_read.Contains(text))
                {
                    _sent.Add(text);
                }

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

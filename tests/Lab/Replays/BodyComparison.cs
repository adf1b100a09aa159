using System.Text.Json.Nodes;
using AksEgress.Lab.Contracts;

namespace AksEgress.Lab.Replays;

/// <summary>
/// Compares two bodies: a member that only one of them has is a difference. The order of members is one only in tags: clients list
/// tags in the order of the response. They find all other members by name, and the members of a JSON object have no order (RFC 8259).
/// </summary>
internal sealed class BodyComparison(Vocabulary words)
{
    private const string Nothing = "(nothing)";

    private Difference? _first;

    /// <summary>The first difference, or null. The vocabulary learns from the whole body.</summary>
    public static Difference? Compare(JsonNode? recorded, JsonNode? simulated, Vocabulary words)
    {
        var comparison = new BodyComparison(words);
        comparison.Compare("$", recorded, simulated);
        return comparison._first;
    }

    private void Compare(string path, JsonNode? recorded, JsonNode? simulated)
    {
        switch (recorded, simulated)
        {
            case (JsonObject one, JsonObject other):
                CompareMembers(path, one, other);
                break;
            case (JsonArray one, JsonArray other):
                for (var i = 0; i < Math.Max(one.Count, other.Count); i++)
                {
                    if (i < Math.Min(one.Count, other.Count))
                    {
                        Compare($"{path}[{i}]", one[i], other[i]);
                    }
                    else
                    {
                        Note($"{path}[{i}]", i < one.Count ? Text(one[i]) : Nothing, i < other.Count ? Text(other[i]) : Nothing);
                    }
                }

                break;
            case (JsonValue one, JsonValue other) when one.TryGetValue(out string? text) && other.TryGetValue(out string? own):
                CompareTexts(path, text, own);
                break;
            default:
                if (!JsonNode.DeepEquals(recorded, simulated))
                {
                    Note(path, Text(recorded), Text(simulated));
                }

                break;
        }
    }

    private void CompareMembers(string path, JsonObject recorded, JsonObject simulated)
    {
        // Ids can be member names too, as for user-assigned identities.
        var own = simulated.ToDictionary(member => words.Of(member.Key).Form, static member => member);
        List<string> shared = [];
        foreach (var (name, value) in recorded)
        {
            var form = words.Of(name).Form;
            if (own.Remove(form, out var member))
            {
                shared.Add(member.Key);
                if (Exemptions.IsChosenByAzure(name, recorded, words))
                {
                    LearnChoice(value, member.Value);
                }
                else if (!Exemptions.DependsOnTheDay(path, name))
                {
                    Compare(Step(path, name), value, member.Value);
                }
            }
            else if (!Exemptions.DependsOnTheDay(path, name))
            {
                Note(Step(path, name), Text(value), Nothing);
            }
        }

        foreach (var (_, member) in own)
        {
            if (!Exemptions.DependsOnTheDay(path, member.Key))
            {
                Note(Step(path, member.Key), Nothing, Text(member.Value));
            }
        }

        if (!path.EndsWith(".tags", StringComparison.Ordinal))
        {
            return;
        }

        string[] order = [.. simulated.Select(static member => member.Key).Where(shared.Contains)];
        if (!order.SequenceEqual(shared))
        {
            Note(path + " (order)", string.Join(',', shared), string.Join(',', order));
        }
    }

    private void CompareTexts(string path, string recorded, string simulated)
    {
        var (one, other) = (words.Of(recorded), words.Of(simulated));
        if (one.Form == other.Form)
        {
            words.Learn(one, other);
        }
        else if (ContractText.IsDigest(recorded)
            ? ContractText.Digest(simulated) != recorded
            : recorded != Shape.Mask && !Exemptions.IsLeftOut(recorded))
        {
            Note(path, Text(recorded), Text(simulated));
        }
    }

    // The client sends the choice back.
    private void LearnChoice(JsonNode? recorded, JsonNode? simulated)
    {
        if (recorded is JsonValue one && one.TryGetValue(out string? text)
            && simulated is JsonValue other && other.TryGetValue(out string? own)
            && own.Length > 0)
        {
            words.Learn(text, own);
        }
    }

    private static string Step(string path, string name) =>
        name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"{path}.{name}" : $"{path}['{name}']";

    private static string Text(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length <= 160 ? text : text[..160] + "...";
    }

    private void Note(string path, string recorded, string simulated) => _first ??= new Difference(path, recorded, simulated);
}

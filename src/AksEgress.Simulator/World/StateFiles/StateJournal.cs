using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>
/// The lines of a journal: the changes since the whole state was written. Each line is a document, or the removal of one. A line
/// counts only if it is complete: a process that was killed during the write hadn't answered the request yet.
/// </summary>
internal static class StateJournal
{
    /// <summary>The changes in a world since <see cref="Forget"/>, as lines; empty if there are none.</summary>
    public static byte[] Changes(SimulatedWorld world)
    {
        using MemoryStream lines = new();
        foreach (var key in world.Store.Touched)
        {
            Append(lines, key, world.Store.Find(key)?.Bytes);
        }

        foreach (var operation in world.Operations.Touched)
        {
            Append(lines, operation.Path.ToLowerInvariant(), Json.Bytes(StateWriter.Document(operation, world.Clock.Now)));
        }

        foreach (var feature in world.Features.Count == 0 ? [] : FeatureStates.Save(world))
        {
            Append(lines, feature.Text("id")!.ToLowerInvariant(), Json.Bytes(feature));
        }

        return lines.ToArray();
    }

    /// <summary>Discards the collected changes: they are saved elsewhere, or don't have to be saved.</summary>
    public static void Forget(SimulatedWorld world)
    {
        world.Store.Touched.Clear();
        world.Operations.Touched.Clear();
    }

    /// <summary>Applies the lines of a journal to a state.</summary>
    /// <param name="state">The state's text, or null for none.</param>
    /// <param name="journal">The journal's bytes.</param>
    /// <param name="name">The journal's name, for error messages.</param>
    /// <exception cref="SimulatorStateException">A line isn't one that this class writes, or the state can't be read.</exception>
    public static string Apply(string? state, byte[] journal, string name)
    {
        // Documents keep their positions, so that an error still names the correct position.
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        List<JsonNode?> documents = [];
        foreach (var document in state is null ? [] : StateReader.Parse(state))
        {
            if ((document as JsonObject).Text("id") is { } id)
            {
                places[id.ToLowerInvariant()] = documents.Count;
            }

            documents.Add(document);
        }

        var line = 0;
        for (var start = 0; Array.IndexOf(journal, (byte)'\n', start) is var end && end >= 0; start = end + 1)
        {
            line++;
            (
                var key,
                var document) = Read(journal.AsMemory(start, end - start))
                    ?? throw new SimulatorStateException($"Line {line} of '{name}' isn't a simulator journal entry.") { Line = line };
            if (!places.TryGetValue(key, out var place))
            {
                places[key] = place = documents.Count;
                documents.Add(null);
            }

            documents[place] = document;
        }

        JsonArray result = [];
        foreach (var document in documents.OfType<JsonNode>())
        {
            result.Add(document.DeepClone());
        }

        return Encoding.UTF8.GetString(Json.Bytes(result));
    }

    private static void Append(MemoryStream lines, string key, byte[]? document)
    {
        lines.Write("{\"key\":"u8);
        lines.Write(Json.Bytes(JsonValue.Create(key)));
        if (document is not null)
        {
            lines.Write(",\"document\":"u8);
            lines.Write(document);
        }

        lines.Write("}\n"u8);
    }

    private static (string Key, JsonObject? Document)? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonBody.Parse(line) is JsonObject read && read.Text("key") is { } key ? (key, read.Object("document")) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>Writes a world as a JSON array of ARM documents.</summary>
internal static class StateWriter
{
    /// <summary>The type of the documents for operations.</summary>
    public const string OperationType = "locations/operations";

    /// <summary>All documents, ordered by id. They include operations in progress, so that another process can wait for them.</summary>
    public static string Write(SimulatedWorld world)
    {
        using MemoryStream stream = new();
        Write(world, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>
    /// The same as UTF-8, one document after another: a large state as one text would take twice the memory of its world.
    /// </summary>
    /// <param name="world">The world.</param>
    /// <param name="stream">The stream to write to.</param>
    /// <param name="identity">
    /// The simulation that a state file belongs to, which is its first document; null for a snapshot. Only a state file has the operations
    /// that ended: other sessions continue it, and clients still poll those operations.
    /// </param>
    public static void Write(SimulatedWorld world, Stream stream, SimulationIdentity? identity = null)
    {
        SortedList<string, Func<JsonObject>> documents = new(world.Store.Count, StringComparer.Ordinal);
        string[] keys = [.. world.Store.All.Select(static resource => resource.Key).Order(StringComparer.Ordinal)];
        foreach (var key in keys)
        {
            documents.Add(key, world.Store.Find(key)!.Peek);
        }

        foreach (var operation in world.Operations.Running.Concat(identity is null ? [] : world.Operations.RecentlyEnded))
        {
            documents[operation.Path.ToLowerInvariant()] = () => Document(operation, world.Clock.Now);
        }

        foreach (var feature in FeatureStates.Save(world))
        {
            documents[feature.Text("id")!.ToLowerInvariant()] = () => feature;
        }

        stream.Write("[\n"u8);
        stream.Write(identity?.ToBytes());
        var first = identity is null;
        foreach (var document in documents.Values)
        {
            stream.Write(first ? ""u8 : ",\n"u8);
            stream.Write(Lines(Json.IndentedBytes(document())));
            first = false;
        }

        stream.Write(first ? "]\n"u8 : "\n]\n"u8);
    }

    // A state is the same on every platform.
    private static byte[] Lines(byte[] document) =>
        Environment.NewLine == "\n" ? document : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(document).ReplaceLineEndings("\n"));

    /// <summary>The document for an operation.</summary>
    public static JsonObject Document(Operation operation, DateTimeOffset now)
    {
        JsonObject properties = new()
        {
            ["kind"] = operation.Kind.ToString(),
            ["target"] = operation.TargetId,
            ["lock"] = operation.LockKey,
            ["elapsedSeconds"] = Math.Max(0, (now - operation.Start).TotalSeconds),
            ["remainingSeconds"] = Math.Max(0, (operation.Due - now).TotalSeconds),
        };
        if (operation.Action is not null)
        {
            properties["action"] = operation.Action;
        }

        if (operation.Failure is not null)
        {
            properties["failure"] = operation.Failure.DeepClone();
        }

        if (operation.End is { } end)
        {
            properties["status"] = operation.Status;
            properties["endedSeconds"] = Math.Max(0, (now - end).TotalSeconds);
        }

        if (operation.Error is not null)
        {
            properties["error"] = operation.Error.DeepClone();
        }

        return new JsonObject
        {
            ["id"] = operation.Path,
            ["name"] = operation.Id.ToString(),
            ["type"] = $"{operation.Namespace}/{OperationType}",
            ["location"] = operation.Location,
            ["properties"] = properties,
        };
    }
}

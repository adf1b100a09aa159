using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Arm;
using AksEgress.Simulator.Features;

namespace AksEgress.Simulator.State;

/// <summary>Writes a world as a JSON array of ARM documents.</summary>
internal static class StateWriter
{
    /// <summary>The type of the documents that operations under way are saved as.</summary>
    public const string OperationType = "locations/operations";

    /// <summary>All documents in the order of their ids. Operations under way are among them, so that another process can wait for them.</summary>
    public static string Write(World world)
    {
        SortedList<string, byte[]> documents = new(StringComparer.Ordinal);
        foreach (Resource resource in world.Store.All)
        {
            documents[resource.Key] = Json.IndentedBytes(resource.Peek());
        }

        foreach (Operation operation in world.Operations.Running)
        {
            documents[operation.Path.ToLowerInvariant()] = Json.IndentedBytes(Document(operation, world.Clock.Now));
        }

        foreach (JsonObject feature in FeatureProvider.Save(world))
        {
            documents[feature.Text("id")!.ToLowerInvariant()] = Json.IndentedBytes(feature);
        }

        StringBuilder text = new();
        text.Append("[\n");
        bool first = true;
        foreach (byte[] document in documents.Values)
        {
            text.Append(first ? "" : ",\n").Append(Encoding.UTF8.GetString(document).ReplaceLineEndings("\n"));
            first = false;
        }

        return text.Append(first ? "]\n" : "\n]\n").ToString();
    }

    /// <summary>The document that an operation under way is saved as.</summary>
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

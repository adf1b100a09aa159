using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>Makes a world out of a JSON array of ARM documents.</summary>
internal static class StateReader
{
    private const string PoolType = "Microsoft.ContainerService/managedClusters/agentPools";
    private const int MostOpen = 1000;
    private const int MuchText = 8 * 1024 * 1024;

    private static readonly string[] s_underWay =
    [
        "Creating", "Updating", "Deleting", "Scaling", "Upgrading", "UpgradingNodeImageVersion", "Starting", "Stopping"
    ];

    /// <summary>Reads a state.</summary>
    /// <exception cref="SimulatorStateException">It is not JSON, or something in it is no ARM document.</exception>
    public static SimulatedWorld Read(string json, VirtualClock clock, int seed)
    {
        try
        {
            var world = ReadDocuments(json, clock, seed);
            if (json.Length > MuchText)
            {
                // What a fleet was read from is garbage now, several times its own size, and nobody would ask for that room again.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            return world;
        }
        catch (SimulatorStateException fault) when (fault is { DocumentIndex: { } index, Line: null })
        {
            var line = JsonLines.Of(Encoding.UTF8.GetBytes(json), index);
            throw new SimulatorStateException($"Line {line}: {fault.Message}", fault) { Line = line, DocumentIndex = index };
        }
    }

    private static SimulatedWorld ReadDocuments(string json, VirtualClock clock, int seed)
    {
        // Ids that are made after loading must not repeat those that were made before saving: the state itself goes into the seed.
        SimulatedWorld world = new(clock, seed, IdFactory.Hash(json));
        List<(int Index, JsonObject Document)> nested = [];
        HashSet<string> unsettled = new(StringComparer.Ordinal);
        HashSet<string> unstored = new(StringComparer.OrdinalIgnoreCase);
        List<Resource> open = [];
        var index = 0;
        foreach (var node in Documents(json))
        {
            if (node is not JsonObject document)
            {
                throw new SimulatorStateException($"Item {index} of the state is not a JSON object.") { DocumentIndex = index };
            }

            var text = document.Text("id") ?? throw Fault(index, "has no id");
            if (SimulationIdentity.IsDocument(text))
            {
                index++;
                continue;
            }

            var id = ResourceId.TryParse(text);
            if (DocumentShape.Fault(document, id?.Type ?? "") is { } fault)
            {
                throw Fault(index, fault);
            }

            CheckRepeated(world, unstored, id, text, index);
            if (id is not null && InlineChild.Find(id.Type) is not null)
            {
                nested.Add((index, document.Copy()));
            }

            if (Add(world, document, text, index) is { } added)
            {
                open.Add(added);
                if (IsUnsettled(added))
                {
                    unsettled.Add(added.Key);
                }
            }

            // Nodes take five times the room of bytes. Neighbours refer to each other, so some of them are kept for a while.
            if (open.Count == MostOpen)
            {
                Close(world, open);
            }

            index++;
        }

        Close(world, open);
        foreach ((var place, var document) in nested)
        {
            AddNested(world, document, place);
        }

        Complete(world, unsettled);
        return world;
    }

    /// <summary>The documents of a state.</summary>
    /// <exception cref="SimulatorStateException">It is no JSON array.</exception>
    public static JsonArray Parse(string json) => [.. Documents(json)];

    // One after the other: together, as nodes, they would take several times the room of the world.
    private static IEnumerable<JsonNode?> Documents(string json)
    {
        using var items = Open(json);
        while (Next(items))
        {
            yield return items.Current;
        }
    }

    private static IEnumerator<JsonNode?> Open(string json) =>
        (Guarded(() => JsonBody.ParseArray(Encoding.UTF8.GetBytes(json)))
            ?? throw new SimulatorStateException("The state is not a JSON array of ARM documents.")).GetEnumerator();

    private static bool Next(IEnumerator<JsonNode?> items) => Guarded(items.MoveNext);

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber + 1;
            throw new SimulatorStateException(
                $"The state is not JSON{(line is null ? "" : $", at line {line}")}: {exception.Message}", exception) { Line = line };
        }
        catch (EncoderFallbackException exception)
        {
            throw new SimulatorStateException("The state holds text that is not valid Unicode.", exception);
        }
    }

    // What others refer to may have been opened again by them.
    private static void Close(SimulatedWorld world, List<Resource> open)
    {
        foreach (var resource in open)
        {
            resource.Compact();
            foreach (var reference in world.References.From(resource.Key))
            {
                Owner(world, reference.TargetKey)?.Compact();
            }
        }

        open.Clear();
    }

    private static Resource? Owner(SimulatedWorld world, string key) =>
        world.Store.Find(key) ?? (ResourceId.TryParse(key) is { IsNested: true } id ? world.Store.Find(id.Parent().Key) : null);

    // What is in the store is there by its key already, and only the few others need a place of their own.
    private static void CheckRepeated(SimulatedWorld world, HashSet<string> unstored, ResourceId? id, string text, int index)
    {
        var key = id?.Key ?? "/" + text.Trim('/').ToLowerInvariant();
        if (world.Store.Find(key) is not null || unstored.Contains(key))
        {
            throw Fault(index, $"has the id of an item before it: '{RequestErrors.Shorten(text)}'");
        }

        if (id is null
            || ResourceId.Is(id.Types[0], "locations")
            || InlineChild.Find(id.Type) is not null
            || ResourceId.Is(id.Type, PoolType)
            || ResourceId.Is(id.Namespace, FeatureStates.Namespace))
        {
            unstored.Add(key);
        }
    }

    private static Resource? Add(SimulatedWorld world, JsonObject document, string id, int index)
    {
        var parts = id.Trim('/').Split('/');
        if (parts.Length < 2 || !ResourceId.Is(parts[0], "subscriptions"))
        {
            throw Fault(index, $"has an id that is no ARM id: '{RequestErrors.Shorten(id)}'");
        }

        world.Subscriptions.Add(parts[1]);
        if (parts.Length == 2)
        {
            return null;
        }

        if (parts.Length == 4 && ResourceId.Is(parts[2], "resourceGroups"))
        {
            document.Ensure("properties").Default("provisioningState", "Succeeded");
            Resource group = new(id, null, id.ToLowerInvariant(), document);
            world.Store.Put(group);
            group.Compact();
            return null;
        }

        if (FeatureStates.Load(world, id, document))
        {
            return null;
        }

        var path = ResourceId.TryParse(id) is { IsResource: true } read
            ? read
            : throw Fault(index, $"has an id that is no ARM id: '{RequestErrors.Shorten(id)}'");
        if (ResourceId.Is(path.TypeName, StateWriter.OperationType))
        {
            AddOperation(world, path, document, index);
        }
        else if (InlineChild.Find(path.Type) is null && !ResourceId.Is(path.Type, PoolType))
        {
            document.Default("name", path.Name);
            document.Default("type", path.Type);
            var resource = world.Put(path, id, document);
            world.Addresses.Take(document.Object("properties").Text("ipAddress"));
            world.Addresses.Take(document.Object("properties").Text("ipPrefix"));
            return resource;
        }

        return null;
    }

    // An export may hold a subnet or a route by itself: it goes to its place in its parent, unless the parent has it already.
    private static void AddNested(SimulatedWorld world, JsonObject document, int index)
    {
        var path = ResourceId.TryParse(document.Text("id"))!;
        var kind = InlineChild.Find(path.Type)!;
        var parent = world.Store.Find(path.Parent().Key)
            ?? throw Fault(index, $"is a child of '{path.Parent().ToPath()}', which isn't in the state");
        var properties = parent.Properties;
        var list = properties.Array(kind.Member) ?? [];
        properties[kind.Member] = list.Parent is null ? list : properties[kind.Member];
        if (!list.Objects().Any(child => ResourceId.Is(child.Text("name"), path.Name)))
        {
            document.Default("name", path.Name);
            list.Add(document);
            world.Changed(parent);
        }
    }

    private static void AddOperation(SimulatedWorld world, ResourceId path, JsonObject document, int index)
    {
        var properties = document.Object("properties");
        if (!Guid.TryParse(path.Name, out var id)
            || !Enum.TryParse(properties.Text("kind"), out OperationEffect kind)
            || properties.Text("target") is not { } target
            || properties.Text("lock") is not { } held
            || properties.Number("remainingSeconds") is not (>= 0 and < 1e9)
            || (ResourceId.TryParse(target) is null && !target.Contains("/resourceGroups/", StringComparison.OrdinalIgnoreCase)))
        {
            throw Fault(index, "is an operation without kind, target, lock and remainingSeconds");
        }

        var now = world.Clock.Now;
        world.Operations.Add(new Operation
        {
            Id = id,
            Subscription = path.Subscription,
            Namespace = path.Namespace,
            Location = path.Names[0],
            Kind = kind,
            TargetId = target,
            LockKey = held,
            Start = now.AddSeconds(-Math.Clamp(properties.Number("elapsedSeconds") ?? 0, 0, 1e9)),
            Due = now.AddSeconds(properties.Number("remainingSeconds")!.Value),
            Action = properties.Text("action"),
            Failure = properties.Object("failure")?.Copy(),
        });
    }

    // What Complete has something to do with.
    private static bool IsUnsettled(Resource resource) =>
        (ResourceId.Is(resource.Path!.Namespace, "Microsoft.Network") && !resource.Document.ContainsKey("etag"))
        || LacksClusterETag(resource)
        || s_underWay.Contains(resource.Document.Object("properties").Text("provisioningState"));

    // A cluster that was exported with an older API version has no eTag; ARM has one for it, and clients need it to update the cluster.
    private static bool LacksClusterETag(Resource resource) =>
        ResourceId.Is(resource.Path!.Type, "Microsoft.ContainerService/managedClusters") && !resource.Document.ContainsKey("eTag");

    private static void Complete(SimulatedWorld world, HashSet<string> unsettled)
    {
        foreach (var resource in world.Store.All.ToArray())
        {
            if (resource.Path is not { } path)
            {
                continue;
            }

            if (path.Group is { } group && world.Store.FindGroup(path.Subscription, group) is null)
            {
                world.CreateGroup(path.Subscription, group, resource.Location.Length == 0 ? "eastus" : resource.Location);
            }

            if (!unsettled.Contains(resource.Key))
            {
                continue;
            }

            if (ResourceId.Is(path.Namespace, "Microsoft.Network") && !resource.Document.ContainsKey("etag"))
            {
                ETags.Renew(world, resource);
                resource.Invalidate();
            }

            if (LacksClusterETag(resource))
            {
                resource.Document["eTag"] = world.Ids.NextGuid().ToString();
                resource.Invalidate();
            }

            // Somebody else's operation that a document was exported in the middle of will never end here.
            var properties = resource.Document.Object("properties");
            if (world.Operations.Active(resource.Key) is null && s_underWay.Contains(properties.Text("provisioningState")))
            {
                properties!["provisioningState"] = "Succeeded";
                resource.Invalidate();
            }
        }

        foreach (var resource in world.Store.All)
        {
            resource.Compact();
        }
    }

    private static SimulatorStateException Fault(
        int index, string what) => new($"Item {index} of the state {what}.") { DocumentIndex = index };
}

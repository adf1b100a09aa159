using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>Creates a world from a JSON array of ARM documents.</summary>
internal static class StateReader
{
    private const string PoolType = "Microsoft.ContainerService/managedClusters/agentPools";
    private const int MaxOpen = 1000;
    private const int LargeText = 8 * 1024 * 1024;

    private static readonly string[] s_underWay =
    [
        "Creating", "Updating", "Deleting", "Scaling", "Upgrading", "UpgradingNodeImageVersion", "Starting", "Stopping"
    ];

    /// <summary>Reads a state.</summary>
    /// <exception cref="SimulatorStateException">The state isn't JSON, or contains something other than ARM documents.</exception>
    public static SimulatedWorld Read(string json, VirtualClock clock, int seed)
    {
        try
        {
            var world = ReadDocuments(json, clock, seed);
            if (json.Length > LargeText)
            {
                // The text of a large state is now garbage, several times the size of the world, and later allocations alone
                // wouldn't free it soon.
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
        // Ids created after loading must not repeat those created before saving, so the state itself is part of the seed.
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
                throw new SimulatorStateException($"Item {index} of the state isn't a JSON object.") { DocumentIndex = index };
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

            // Nodes take five times the memory of bytes. Neighboring documents refer to each other, so some nodes are kept for a
            // while.
            if (open.Count == MaxOpen)
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
    /// <exception cref="SimulatorStateException">The text isn't a JSON array.</exception>
    public static JsonArray Parse(string json) => [.. Documents(json)];

    // One at a time: all of them as nodes would take several times the memory of the world.
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
            ?? throw new SimulatorStateException("The state isn't a JSON array of ARM documents.")).GetEnumerator();

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
                $"The state isn't JSON{(line is null ? "" : $", at line {line}")}: {exception.Message}", exception) { Line = line };
        }
        catch (EncoderFallbackException exception)
        {
            throw new SimulatorStateException("The state contains text that isn't valid Unicode.", exception);
        }
    }

    // References from other documents may have created nodes again.
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

    // Resources in the store are found by their key; only the few others need a set of their own.
    private static void CheckRepeated(SimulatedWorld world, HashSet<string> unstored, ResourceId? id, string text, int index)
    {
        var key = id?.Key ?? "/" + text.Trim('/').ToLowerInvariant();
        if (world.Store.Find(key) is not null || unstored.Contains(key))
        {
            throw Fault(index, $"has the same id as an earlier item: '{RequestErrors.Shorten(text)}'");
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
            throw Fault(index, $"has an id that isn't an ARM resource ID: '{RequestErrors.Shorten(id)}'");
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
            : throw Fault(index, $"has an id that isn't an ARM resource ID: '{RequestErrors.Shorten(id)}'");
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

    // An export can contain a subnet or a route as a document of its own. It moves to its parent, unless the parent already
    // contains it.
    private static void AddNested(SimulatedWorld world, JsonObject document, int index)
    {
        var path = ResourceId.TryParse(document.Text("id"))!;
        var kind = InlineChild.Find(path.Type)!;
        var parent = world.Store.Find(path.Parent().Key)
            ?? throw Fault(index, $"is a child of '{path.Parent().ToPath()}', which the state doesn't contain");
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
        var ended = properties.Text("status");
        Operation operation = new()
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
            Status = ended ?? Operation.InProgress,
            End = ended is null ? null : now.AddSeconds(-Math.Clamp(properties.Number("endedSeconds") ?? 0, 0, 1e9)),
            Error = properties.Object("error")?.Copy(),
        };
        if (ended is null)
        {
            world.Operations.Add(operation);
        }
        else
        {
            world.Operations.AddEnded(operation);
        }
    }

    // Only documents that Complete has to change.
    private static bool IsUnsettled(Resource resource) =>
        (ResourceId.Is(resource.Path!.Namespace, "Microsoft.Network") && !resource.Document.ContainsKey("etag"))
        || LacksClusterETag(resource)
        || s_underWay.Contains(resource.Document.Object("properties").Text("provisioningState"));

    // A cluster exported with an older api-version has no eTag. ARM has one, and clients need it to update the cluster.
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

            // An export made during an operation of another client: that operation never ends here.
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

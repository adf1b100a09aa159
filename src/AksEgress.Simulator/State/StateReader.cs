using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Arm;
using AksEgress.Simulator.Features;
using AksEgress.Simulator.ResourceGroups;

namespace AksEgress.Simulator.State;

/// <summary>Makes a world out of a JSON array of ARM documents.</summary>
internal static class StateReader
{
    private static readonly string[] s_underWay = ["Creating", "Updating", "Deleting", "Scaling", "Upgrading", "UpgradingNodeImageVersion", "Starting", "Stopping"];

    /// <summary>Reads a state.</summary>
    /// <exception cref="SimulatorStateException">It is not JSON, or something in it is no ARM document.</exception>
    public static World Read(string json, VirtualClock clock, int seed)
    {
        try
        {
            return ReadDocuments(json, clock, seed);
        }
        catch (SimulatorStateException fault) when (fault is { DocumentIndex: { } index, Line: null })
        {
            long line = JsonLines.Of(Encoding.UTF8.GetBytes(json), index);
            throw new SimulatorStateException($"Line {line}: {fault.Message}", fault) { Line = line, DocumentIndex = index };
        }
    }

    private static World ReadDocuments(string json, VirtualClock clock, int seed)
    {
        // Ids that are made after loading must not repeat those that were made before saving: the state itself goes into the seed.
        World world = new(clock, seed, IdFactory.Hash(json));
        JsonArray documents = Parse(json);
        List<(int Index, JsonObject Document)> nested = [];
        for (int index = 0; index < documents.Count; index++)
        {
            if (documents[index] is not JsonObject document)
            {
                throw new SimulatorStateException($"Item {index} of the state is not a JSON object.") { DocumentIndex = index };
            }

            ResourceId? id = Add(world, document.Copy(), index);
            if (id is not null && InlineChild.Find(id.Type) is not null)
            {
                nested.Add((index, document.Copy()));
            }
        }

        foreach ((int index, JsonObject document) in nested)
        {
            AddNested(world, document, index);
        }

        Complete(world);
        return world;
    }

    /// <summary>The documents of a state.</summary>
    /// <exception cref="SimulatorStateException">It is no JSON array.</exception>
    public static JsonArray Parse(string json)
    {
        try
        {
            return JsonBody.Parse(Encoding.UTF8.GetBytes(json)) as JsonArray
                ?? throw new SimulatorStateException("The state is not a JSON array of ARM documents.");
        }
        catch (JsonException exception)
        {
            long? line = exception.LineNumber + 1;
            throw new SimulatorStateException($"The state is not JSON{(line is null ? "" : $", at line {line}")}: {exception.Message}", exception) { Line = line };
        }
        catch (EncoderFallbackException exception)
        {
            throw new SimulatorStateException("The state holds text that is not valid Unicode.", exception);
        }
    }

    private static ResourceId? Add(World world, JsonObject document, int index)
    {
        string id = document.Text("id") ?? throw Fault(index, "has no id");
        string[] parts = id.Trim('/').Split('/');
        if (parts.Length < 2 || !ResourceId.Is(parts[0], "subscriptions"))
        {
            throw Fault(index, $"has an id that is no ARM id: '{ArmErrors.Shorten(id)}'");
        }

        world.Subscriptions.Add(parts[1]);
        if (parts.Length == 2)
        {
            return null;
        }

        if (parts.Length == 4 && ResourceId.Is(parts[2], "resourceGroups"))
        {
            document.Ensure("properties").Default("provisioningState", "Succeeded");
            world.Store.Put(new Resource(id, null, id.ToLowerInvariant(), document));
            return null;
        }

        if (FeatureProvider.Load(world, id, document))
        {
            return null;
        }

        ResourceId path = ResourceId.TryParse(id) is { IsResource: true } read ? read : throw Fault(index, $"has an id that is no ARM id: '{ArmErrors.Shorten(id)}'");
        if (ResourceId.Is(path.TypeName, StateWriter.OperationType))
        {
            AddOperation(world, path, document, index);
        }
        else if (InlineChild.Find(path.Type) is null && !ResourceId.Is(path.Type, "Microsoft.ContainerService/managedClusters/agentPools"))
        {
            document.Default("name", path.Name);
            document.Default("type", path.Type);
            world.Put(path, id, document);
        }

        return path;
    }

    // An export may hold a subnet or a route by itself: it goes to its place in its parent, unless the parent has it already.
    private static void AddNested(World world, JsonObject document, int index)
    {
        ResourceId path = ResourceId.TryParse(document.Text("id"))!;
        InlineChild kind = InlineChild.Find(path.Type)!;
        Resource parent = world.Store.Find(path.Parent().Key) ?? throw Fault(index, $"is a child of '{path.Parent().ToPath()}', which isn't in the state");
        JsonObject properties = parent.Properties;
        JsonArray list = properties.Array(kind.Member) ?? [];
        properties[kind.Member] = list.Parent is null ? list : properties[kind.Member];
        if (!list.Objects().Any(child => ResourceId.Is(child.Text("name"), path.Name)))
        {
            document.Default("name", path.Name);
            list.Add(document);
            world.Changed(parent);
        }
    }

    private static void AddOperation(World world, ResourceId path, JsonObject document, int index)
    {
        JsonObject? properties = document.Object("properties");
        if (!Guid.TryParse(path.Name, out Guid id) || !Enum.TryParse(properties.Text("kind"), out OperationKind kind)
            || properties.Text("target") is not { } target || properties.Text("lock") is not { } held
            || properties.Number("remainingSeconds") is not (>= 0 and < 1e9) || (ResourceId.TryParse(target) is null && !target.Contains("/resourceGroups/", StringComparison.OrdinalIgnoreCase)))
        {
            throw Fault(index, "is an operation without kind, target, lock and remainingSeconds");
        }

        DateTimeOffset now = world.Clock.Now;
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

    private static void Complete(World world)
    {
        foreach (Resource resource in world.Store.All.ToArray())
        {
            if (resource.Path is not { } path)
            {
                continue;
            }

            if (path.Group is { } group && world.Store.FindGroup(path.Subscription, group) is null)
            {
                GroupProvider.Create(world, path.Subscription, group, resource.Location.Length == 0 ? "eastus" : resource.Location);
            }

            JsonObject? properties = resource.Document.Object("properties");
            world.Addresses.Take(properties.Text("ipAddress"));
            world.Addresses.Take(properties.Text("ipPrefix"));

            if (ResourceId.Is(path.Namespace, "Microsoft.Network") && !resource.Document.ContainsKey("etag"))
            {
                ETags.Renew(world, resource);
                resource.Invalidate();
            }

            // Somebody else's operation that a document was exported in the middle of will never end here.
            if (world.Operations.Active(resource.Key) is null && s_underWay.Contains(properties.Text("provisioningState")))
            {
                properties!["provisioningState"] = "Succeeded";
                resource.Invalidate();
            }
        }

        foreach (Resource resource in world.Store.All)
        {
            resource.Compact();
        }
    }

    private static SimulatorStateException Fault(int index, string what) => new($"Item {index} of the state {what}.") { DocumentIndex = index };
}

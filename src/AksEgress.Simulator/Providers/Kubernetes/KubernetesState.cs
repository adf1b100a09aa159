using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>
/// The objects of a cluster's Kubernetes, in one document below the cluster that ARM doesn't show, so that they are saved, loaded,
/// and deleted with everything else. Created at the first use.
/// </summary>
internal sealed class KubernetesState
{
    /// <summary>The segment below a cluster that contains the document.</summary>
    public const string Segment = "simulatedKubernetes";

    /// <summary>The annotation with the manifest as it was applied.</summary>
    public const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The maximum number of objects in a cluster.</summary>
    public const int MaxObjects = 1000;

    private const int MaxEvents = 100;
    private const string Key = "objects";

    private readonly SimulatedWorld _world;
    private readonly Resource _resource;

    private KubernetesState(SimulatedWorld world, Resource cluster, Resource resource)
    {
        _world = world;
        Cluster = cluster;
        _resource = resource;
    }

    /// <summary>The cluster.</summary>
    public Resource Cluster { get; }

    /// <summary>The document's path, which operations on Services use as their target.</summary>
    public ResourceId Path => _resource.Path!;

    /// <summary>Services whose load balancer isn't created yet: the operation that creates it, or "retry", by namespace/name.</summary>
    public JsonObject Pending => _resource.Properties.Ensure("pending");

    /// <summary>The images that nodes have pulled.</summary>
    public JsonObject Images => _resource.Properties.Ensure("images");

    /// <summary>The number of objects.</summary>
    public int Count => Objects.Count;

    /// <summary>The approximate number of characters of all manifests.</summary>
    public long Size =>
        Objects.Objects().Sum(static item => (long)(item.Object("metadata").Object("annotations").Text(LastApplied)?.Length ?? 0));

    /// <summary>The events, oldest first.</summary>
    public IEnumerable<JsonObject> Events => List("events").Objects();

    private JsonArray Objects => List(Key);

    /// <summary>Reads a cluster's objects.</summary>
    public static KubernetesState Of(SimulatedWorld world, Resource cluster)
    {
        var id = $"{cluster.Id}/{Segment}/state";
        if (world.Store.FindId(id) is { } found)
        {
            return new KubernetesState(world, cluster, found);
        }

        var path = ResourceId.TryParse(id)!;
        var made = world.Put(path, id, new JsonObject
        {
            ["id"] = id,
            ["name"] = path.Name,
            ["type"] = path.Type,
            ["properties"] = new JsonObject { [Key] = new JsonArray() }
        });
        KubernetesState state = new(world, cluster, made);
        state.Fill();
        return state;
    }

    /// <summary>The objects of a kind, ordered by namespace and name.</summary>
    public IEnumerable<JsonObject> All(string kind) =>
        Objects.Objects()
            .Where(item => item.Text("kind") == kind)
            .OrderBy(static item => Namespace(item), StringComparer.Ordinal)
            .ThenBy(static item => Name(item), StringComparer.Ordinal);

    /// <summary>An object, or null.</summary>
    public JsonObject? Find(string kind, string? space, string name) =>
        Objects.Objects().FirstOrDefault(item =>
            item.Text("kind") == kind
                && Name(item) == name
                && (space is null || Namespace(item) is not { Length: > 0 } own || own == space));

    /// <summary>All objects of a namespace.</summary>
    public JsonObject[] InNamespace(string space) => [.. Objects.Objects().Where(item => Namespace(item) == space)];

    /// <summary>Replaces the object with the same kind, namespace, and name.</summary>
    public void Put(JsonObject item)
    {
        var old = Find(item.Text("kind")!, Namespace(item), Name(item));
        if (old is null)
        {
            Objects.Add(item);
        }
        else if (!ReferenceEquals(old, item))
        {
            Objects[Objects.IndexOf(old)] = item;
        }

        Changed();
    }

    /// <summary>Removes an object.</summary>
    public void Remove(JsonObject item)
    {
        Objects.Remove(item);
        Changed();
    }

    /// <summary>Records an event of an object, unless its last event has the same text.</summary>
    public void Note(JsonObject item, string type, string reason, string message, DateTimeOffset at)
    {
        var events = List("events");
        if (events
            .Objects()
            .LastOrDefault(note => note.Text("name") == Name(item) && note.Text("namespace") == Namespace(item))
            .Text("message") == message)
        {
            return;
        }

        events.Add(new JsonObject
        {
            ["kind"] = item.Text("kind"),
            ["namespace"] = Namespace(item),
            ["name"] = Name(item),
            ["type"] = type,
            ["reason"] = reason,
            ["message"] = message,
            ["at"] = Time(at),
        });
        if (events.Count > MaxEvents)
        {
            events.RemoveAt(0);
        }

        Changed();
    }

    /// <summary>Must be called after a change of an object.</summary>
    public void Changed() => _world.Changed(_resource);

    /// <summary>An object's name.</summary>
    public static string Name(JsonObject item) => item.Object("metadata").Text("name") ?? "";

    /// <summary>An object's namespace; empty if it has none.</summary>
    public static string Namespace(JsonObject item) => item.Object("metadata").Text("namespace") ?? "";

    /// <summary>A time in Kubernetes's format.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The metadata of a new object.</summary>
    public JsonObject Metadata(string name, string? space, DateTimeOffset at, string? uid = null)
    {
        JsonObject metadata = new() { ["name"] = name };
        if (space is not null)
        {
            metadata["namespace"] = space;
        }

        metadata["uid"] = uid ?? _world.Ids.NextGuid().ToString();
        metadata["creationTimestamp"] = Time(at);
        return metadata;
    }

    private void Fill()
    {
        var now = _world.Clock.Now.AddDays(-4).AddHours(-3);
        foreach (var name in (string[])["default", "kube-node-lease", "kube-public", "kube-system"])
        {
            Objects.Add(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = Metadata(name, null, now),
                ["status"] = new JsonObject { ["phase"] = "Active" }
            });
        }

        Objects.Add(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Service",
            ["metadata"] = Metadata("kubernetes", "default", now),
            ["spec"] = new JsonObject
            {
                ["type"] = "ClusterIP",
                ["clusterIP"] = ClusterAddresses.First(Cluster),
                ["ports"] = new JsonArray(new JsonObject
                {
                    ["name"] = "https",
                    ["port"] = 443,
                    ["protocol"] = "TCP",
                    ["targetPort"] = 443
                }),
            },
            ["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() },
        });
        foreach (var service in ServiceImport.Read(this, new NodeResources(_world, Cluster), now))
        {
            Objects.Add(service);
        }

        Changed();
    }

    private JsonArray List(string member)
    {
        if (_resource.Properties.Array(member) is { } list)
        {
            return list;
        }

        JsonArray made = [];
        _resource.Properties[member] = made;
        return made;
    }
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World;

/// <summary>The whole state of one simulator. All access is under the simulator's lock.</summary>
internal sealed class SimulatedWorld
{
    /// <summary>Creates an empty world.</summary>
    /// <param name="clock">The virtual time.</param>
    /// <param name="seed">The seed of ids and addresses.</param>
    /// <param name="salt">A value added to the seed, so that ids created after a load don't repeat those in the state.</param>
    public SimulatedWorld(VirtualClock clock, int seed, ulong salt = 0)
    {
        Clock = clock;
        Ids = new IdFactory(unchecked((ulong)seed * 0x9E3779B97F4A7C15UL) ^ salt);
        Requests = new IdFactory(unchecked((ulong)seed ^ 0x5DEECE66DUL));
        Addresses = new AddressFactory(Ids);
        References = new ReferenceIndex(this);
        Subscriptions.Add(SimulatedAccount.SubscriptionId);
    }

    /// <summary>The virtual time.</summary>
    public VirtualClock Clock { get; }

    /// <summary>The source of ids in documents.</summary>
    public IdFactory Ids { get; }

    /// <summary>The source of request ids: a separate one, so that the number of reads affects no document.</summary>
    public IdFactory Requests { get; }

    /// <summary>The allocated public addresses.</summary>
    public AddressFactory Addresses { get; }

    /// <summary>All resources.</summary>
    public ArmStore Store { get; } = new();

    /// <summary>The references between resources.</summary>
    public ReferenceIndex References { get; }

    /// <summary>The long-running operations.</summary>
    public OperationTable Operations { get; } = new();

    /// <summary>
    /// The times from which Azure's directory knows the principals that this run created. A state file doesn't contain them: loaded
    /// principals are known.
    /// </summary>
    public Dictionary<string, DateTimeOffset> PrincipalsKnownFrom { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The times from which lists contain the role assignments that this run created, by key. A state file doesn't contain them:
    /// loaded assignments are listed.
    /// </summary>
    public Dictionary<string, DateTimeOffset> AssignmentsListedFrom { get; } = new(StringComparer.Ordinal);

    /// <summary>The registered preview features, with the time of their registration; null for unregistered ones.</summary>
    public Dictionary<(string Subscription, string Name), DateTimeOffset?> Features { get; } = [];

    /// <summary>The subscriptions: the simulator's own and those of loaded documents.</summary>
    public HashSet<string> Subscriptions { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The members that older api-versions don't have. Hosting sets it; without it, all api-versions return the same.
    /// </summary>
    public IDocumentHistory History { get; set; } = new NewestDocuments();

    /// <summary>True if something has changed since the state was last saved.</summary>
    public bool Dirty { get; set; }

    /// <summary>Adds a document to the store, or replaces the one with the same id.</summary>
    public Resource Put(ResourceId path, string id, JsonObject document)
    {
        var resource = Store.Find(path.Key) ?? new Resource(id, path, path.Key, document);
        resource.Document = document;
        Store.Put(resource);
        Changed(resource);
        return resource;
    }

    /// <summary>Creates a resource group.</summary>
    public Resource CreateGroup(string subscription, string name, string location, string? managedBy = null, JsonObject? tags = null)
    {
        var id = $"/subscriptions/{subscription}/resourceGroups/{name}";
        JsonObject document = new()
        {
            ["id"] = id,
            ["name"] = name,
            ["type"] = "Microsoft.Resources/resourceGroups",
            ["location"] = location
        };
        if (managedBy is not null)
        {
            document["managedBy"] = managedBy;
        }

        if (tags is not null)
        {
            document["tags"] = tags;
        }

        document["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" };
        Resource group = new(id, null, id.ToLowerInvariant(), document);
        Store.Put(group);
        Dirty = true;
        return group;
    }

    /// <summary>Must be called after every change of a document, to update its bytes and back-references.</summary>
    public void Changed(Resource resource)
    {
        resource.Invalidate();
        Dirty = true;
        References.Update(resource);
    }

    /// <summary>Removes a resource and the back-references to it.</summary>
    public void Remove(Resource resource)
    {
        Store.Remove(resource.Key);
        References.Remove(resource.Key);
        Dirty = true;
        Addresses.Release(resource.Document.Object("properties").Text("ipAddress"));
        Addresses.Release(resource.Document.Object("properties").Text("ipPrefix"));
    }
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World;

/// <summary>Everything that one simulator knows. All of it is used under the simulator's lock only.</summary>
internal sealed class SimulatedWorld
{
    /// <summary>Makes an empty world.</summary>
    /// <param name="clock">The virtual time.</param>
    /// <param name="seed">Where ids and addresses come from.</param>
    /// <param name="salt">Added to the seed, so that ids made after loading a state don't repeat those in it.</param>
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

    /// <summary>Ids of what is in documents.</summary>
    public IdFactory Ids { get; }

    /// <summary>Ids of requests: a source of their own, so that reading more or less often changes no document.</summary>
    public IdFactory Requests { get; }

    /// <summary>Public addresses.</summary>
    public AddressFactory Addresses { get; }

    /// <summary>The resources.</summary>
    public ArmStore Store { get; } = new();

    /// <summary>Who refers to whom.</summary>
    public ReferenceIndex References { get; }

    /// <summary>The long-running operations.</summary>
    public OperationTable Operations { get; } = new();

    /// <summary>
    /// When Azure's directory knows principals that were made in this run. It is not in a state file: what was loaded is
    /// known.
    /// </summary>
    public Dictionary<string, DateTimeOffset> PrincipalsKnownFrom { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// From when on lists show role assignments that were made in this run, by key. It is not in a state file: what was loaded is shown.
    /// </summary>
    public Dictionary<string, DateTimeOffset> AssignmentsListedFrom { get; } = new(StringComparer.Ordinal);

    /// <summary>Preview features that were registered, with the time from which they are; null for those that were taken back.</summary>
    public Dictionary<(string Subscription, string Name), DateTimeOffset?> Features { get; } = [];

    /// <summary>The subscriptions that exist: the simulator's own and those of loaded documents.</summary>
    public HashSet<string> Subscriptions { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What older api-versions know of documents. Hosting sets it; without it all api-versions show the same.</summary>
    public IDocumentHistory History { get; set; } = new NewestDocuments();

    /// <summary>Whether something changed since the state was last saved.</summary>
    public bool Dirty { get; set; }

    /// <summary>Puts a document in the store, in place of one with the same id.</summary>
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

    /// <summary>Has to be called after every change of a document: bytes and back-references follow.</summary>
    public void Changed(Resource resource)
    {
        resource.Invalidate();
        Dirty = true;
        References.Update(resource);
    }

    /// <summary>Takes a resource out; others forget that it referred to them.</summary>
    public void Remove(Resource resource)
    {
        Store.Remove(resource.Key);
        References.Remove(resource.Key);
        Dirty = true;
        Addresses.Release(resource.Document.Object("properties").Text("ipAddress"));
        Addresses.Release(resource.Document.Object("properties").Text("ipPrefix"));
    }
}

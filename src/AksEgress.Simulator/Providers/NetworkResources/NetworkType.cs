using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkResources;

/// <summary>
/// The processing of a client's document for one type of Microsoft.Network: unknown members are kept, read-only members are
/// ignored, and ARM's defaults are added, in ARM's order.
/// </summary>
internal abstract class NetworkType
{
    private static readonly string[] s_documentOrder =
    [
        "name", "id", "etag", "type", "location", "tags", "zones", "identity", "sku", "properties"
    ];

    /// <summary>The type in ARM's casing.</summary>
    public abstract string Type { get; }

    /// <summary>Properties that only ARM writes; a client's values are ignored, and existing ones are kept.</summary>
    protected virtual IReadOnlyList<string> ReadOnly => [];

    /// <summary>The order of properties, as far as it is fixed.</summary>
    protected virtual string[] PropertyOrder => ["provisioningState", "resourceGuid"];

    /// <summary>The order of the document's own members.</summary>
    protected virtual string[] DocumentOrder => s_documentOrder;

    /// <summary>The order of an inline child's own members: types differ, as recorded.</summary>
    protected virtual string[] ChildOrder => ["name", "id", "etag", "properties", "type"];

    /// <summary>True if ARM gives the resource a resourceGuid.</summary>
    protected virtual bool HasGuid => true;

    /// <summary>The path of the location if the resource has none of its own.</summary>
    public virtual bool NeedsLocation => true;

    /// <summary>True if DELETE completes without an operation.</summary>
    public virtual bool DeletesAtOnce => false;

    /// <summary>Creates the stored document from the document that the client sent.</summary>
    public JsonObject Build(NetworkChange change, JsonObject body)
    {
        RemoveNulls(body);
        var properties = Take(body, "properties");
        var before = change.Existing?.Document.Object("properties");
        KeepReadOnly(properties, before, ["provisioningState", "resourceGuid", .. ReadOnly]);
        change.World.History.Keep(Type, properties, before, change.ApiVersion);
        if (HasGuid && !properties.ContainsKey("resourceGuid"))
        {
            properties["resourceGuid"] = change.World.Ids.NextGuid().ToString();
        }

        properties["provisioningState"] = "Updating";
        body["name"] = change.Existing?.Document.Text("name") ?? change.Path.Name;
        body["id"] = change.Id;
        body["etag"] = "";
        body["type"] = Type;
        if (body.Text("location") is { } location)
        {
            body["location"] = Resource.ShortLocation(location);
        }

        Fill(change, body, properties);
        foreach (var kind in InlineChild.Of(Type))
        {
            BuildChildren(change, kind, properties, before);
        }

        body["properties"] = properties.Ordered(PropertyOrder);
        return body.Ordered(DocumentOrder);
    }

    /// <summary>Creates one inline child from the document that the client sent.</summary>
    public JsonObject BuildChild(NetworkChange change, InlineChild kind, string name, JsonObject body, JsonObject? before)
    {
        RemoveNulls(body);
        var properties = Take(body, "properties");
        KeepReadOnly(properties, before.Object("properties"), ["provisioningState", .. ReadOnlyOf(kind)]);
        change.World.History.Keep(kind.Type, properties, before.Object("properties"), change.ApiVersion);
        properties["provisioningState"] = "Updating";
        FillChild(change, kind, properties, before.Object("properties"));
        var own = before.Text("name") ?? name;
        body["name"] = own;
        body["id"] = $"{change.Id}/{kind.Segment}/{own}";
        body["etag"] = "";
        body["type"] = kind.Type;
        FinishChild(kind, body, properties);
        body["properties"] = properties.Ordered(OrderOf(kind));
        return body.Ordered(ChildOrder);
    }

    /// <summary>Refuses a document that violates a rule. Nothing is changed.</summary>
    public virtual void Check(NetworkChange change, JsonObject document)
    {
    }

    /// <summary>Refuses to delete a resource in use.</summary>
    public virtual void CheckDelete(SimulatedWorld world, Resource resource)
    {
    }

    /// <summary>Refuses to delete an inline child in use.</summary>
    public virtual void CheckDeleteChild(SimulatedWorld world, Resource parent, InlineChild kind, JsonObject child)
    {
    }

    /// <summary>Sets what becomes visible only when the operation ends, such as an address.</summary>
    public virtual void Finish(SimulatedWorld world, Resource resource)
    {
    }

    /// <summary>The duration of a write, in virtual seconds.</summary>
    public virtual double WriteSeconds(NetworkChange change, JsonObject document) =>
        change.Existing is null ? Durations.Create(Type) : Durations.Update(Type);

    /// <summary>The duration of a deletion, in virtual seconds.</summary>
    public virtual double DeleteSeconds(Resource resource) => Durations.Delete(Type);

    /// <summary>Adds the defaults.</summary>
    protected abstract void Fill(NetworkChange change, JsonObject document, JsonObject properties);

    /// <summary>Adds an inline child's defaults.</summary>
    /// <param name="change">The change of the parent.</param>
    /// <param name="kind">The child's type.</param>
    /// <param name="properties">The child's properties as the client sent them.</param>
    /// <param name="before">The child's current properties, or null for a new one.</param>
    protected virtual void FillChild(NetworkChange change, InlineChild kind, JsonObject properties, JsonObject? before)
    {
    }

    /// <summary>Adds what needs the inline child's id.</summary>
    protected virtual void FinishChild(InlineChild kind, JsonObject child, JsonObject properties)
    {
    }

    /// <summary>True if a changed resource is in its final state at once, although its operation still runs, as recorded.</summary>
    public virtual bool UpdatesAtOnce(JsonObject document) => false;

    /// <summary>An inline child's properties that only ARM writes.</summary>
    protected virtual IReadOnlyList<string> ReadOnlyOf(InlineChild kind) => [];

    /// <summary>The order of an inline child's properties.</summary>
    protected virtual string[] OrderOf(InlineChild kind) => ["provisioningState"];

    /// <summary>Returns an object, removed from its parent; a new one if it doesn't exist.</summary>
    protected static JsonObject Take(JsonObject parent, string name)
    {
        var found = parent.Object(name);
        parent.Remove(name);
        return found ?? [];
    }

    private static void KeepReadOnly(JsonObject properties, JsonObject? before, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            properties.Remove(name);
            if (before is not null && before.TryGetPropertyValue(name, out var kept))
            {
                properties[name] = kept?.DeepClone();
            }
        }
    }

    // Microsoft.Network treats a member with the value null as missing.
    private static void RemoveNulls(JsonObject node)
    {
        foreach (var member in node.ToArray())
        {
            switch (member.Value)
            {
                case null:
                    node.Remove(member.Key);
                    break;
                case JsonObject inner:
                    RemoveNulls(inner);
                    break;
                case JsonArray items:
                    foreach (var item in items.Objects())
                    {
                        RemoveNulls(item);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private void BuildChildren(NetworkChange change, InlineChild kind, JsonObject properties, JsonObject? before)
    {
        if (properties.Array(kind.Member) is not { } sent)
        {
            if (properties.ContainsKey(kind.Member))
            {
                throw NetworkErrors.InvalidValue(properties[kind.Member]?.ToJsonString() ?? "null", "array", $"properties.{kind.Member}");
            }

            return;
        }

        Dictionary<string, JsonObject> old = new(StringComparer.OrdinalIgnoreCase);
        foreach (var child in before.Array(kind.Member).Objects())
        {
            old[child.Text("name") ?? ""] = child;
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        JsonArray built = [];
        foreach (var node in sent.ToArray())
        {
            sent.Remove(node);
            if (node is not JsonObject child || child.Text("name") is not { Length: > 0 } name)
            {
                throw NetworkErrors.InvalidValue(node?.ToJsonString() ?? "null", kind.Type, $"properties.{kind.Member}");
            }

            Names.Check(name);
            if (!names.Add(name))
            {
                throw NetworkErrors.DuplicateChild(change.Id, name);
            }

            built.Add(BuildChild(change, kind, name, child, old.GetValueOrDefault(name)));
        }

        properties[kind.Member] = built;
    }
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkResources;

/// <summary>
/// What one type of Microsoft.Network does with a document that a client sends: everything unknown is kept, what only ARM
/// may write is ignored, and ARM's defaults are filled in, in ARM's order.
/// </summary>
internal abstract class NetworkType
{
    private static readonly string[] s_documentOrder =
    [
        "name", "id", "etag", "type", "location", "tags", "zones", "identity", "sku", "properties"
    ];

    /// <summary>The type in ARM's casing.</summary>
    public abstract string Type { get; }

    /// <summary>Properties that only ARM writes; a client's are ignored, those that are there stay.</summary>
    protected virtual IReadOnlyList<string> ReadOnly => [];

    /// <summary>The order of properties, as far as it is fixed.</summary>
    protected virtual string[] PropertyOrder => ["provisioningState", "resourceGuid"];

    /// <summary>The order of the document's own members.</summary>
    protected virtual string[] DocumentOrder => s_documentOrder;

    /// <summary>The order of an inline child's own members: types differ, as recorded.</summary>
    protected virtual string[] ChildOrder => ["name", "id", "etag", "properties", "type"];

    /// <summary>Whether ARM gives the resource a resourceGuid.</summary>
    protected virtual bool HasGuid => true;

    /// <summary>The place to look for a location when the resource has none of its own.</summary>
    public virtual bool NeedsLocation => true;

    /// <summary>Whether DELETE is over when it is answered.</summary>
    public virtual bool DeletesAtOnce => false;

    /// <summary>Makes the document that is stored out of the one that was sent.</summary>
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

    /// <summary>Makes one inline child out of the document that was sent for it.</summary>
    public JsonObject BuildChild(NetworkChange change, InlineChild kind, string name, JsonObject body, JsonObject? before)
    {
        RemoveNulls(body);
        var properties = Take(body, "properties");
        KeepReadOnly(properties, before.Object("properties"), ["provisioningState", .. ReadOnlyOf(kind)]);
        change.World.History.Keep(kind.Type, properties, before.Object("properties"), change.ApiVersion);
        properties["provisioningState"] = "Updating";
        FillChild(change, kind, properties);
        var own = before.Text("name") ?? name;
        body["name"] = own;
        body["id"] = $"{change.Id}/{kind.Segment}/{own}";
        body["etag"] = "";
        body["type"] = kind.Type;
        body["properties"] = properties.Ordered(OrderOf(kind));
        return body.Ordered(ChildOrder);
    }

    /// <summary>Refuses a document that breaks a rule. Nothing is changed.</summary>
    public virtual void Check(NetworkChange change, JsonObject document)
    {
    }

    /// <summary>Refuses to delete what is in use.</summary>
    public virtual void CheckDelete(SimulatedWorld world, Resource resource)
    {
    }

    /// <summary>Refuses to delete an inline child that is in use.</summary>
    public virtual void CheckDeleteChild(SimulatedWorld world, Resource parent, InlineChild kind, JsonObject child)
    {
    }

    /// <summary>What becomes true only when the operation is through, such as an address.</summary>
    public virtual void Finish(SimulatedWorld world, Resource resource)
    {
    }

    /// <summary>How long it takes to write the document, in virtual seconds.</summary>
    public virtual double WriteSeconds(NetworkChange change, JsonObject document) =>
        change.Existing is null ? Durations.Create(Type) : Durations.Update(Type);

    /// <summary>How long it takes to delete the resource, in virtual seconds.</summary>
    public virtual double DeleteSeconds(Resource resource) => Durations.Delete(Type);

    /// <summary>Fills in the defaults.</summary>
    protected abstract void Fill(NetworkChange change, JsonObject document, JsonObject properties);

    /// <summary>Fills in an inline child's defaults.</summary>
    protected virtual void FillChild(NetworkChange change, InlineChild kind, JsonObject properties)
    {
    }

    /// <summary>An inline child's properties that only ARM writes.</summary>
    protected virtual IReadOnlyList<string> ReadOnlyOf(InlineChild kind) => [];

    /// <summary>The order of an inline child's properties.</summary>
    protected virtual string[] OrderOf(InlineChild kind) => ["provisioningState"];

    /// <summary>The object under a name taken out of its parent; a new one when there is none.</summary>
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

    // Microsoft.Network takes a member with the value null as one that isn't there.
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

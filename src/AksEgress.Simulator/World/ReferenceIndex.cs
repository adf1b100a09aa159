using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World;

/// <summary>
/// Maintains the back-references that ARM returns: a route table lists its subnets, a public IP address names its NAT gateway. Only
/// back-references that this index added are removed, so that loaded ones whose other side is missing stay.
/// </summary>
internal sealed class ReferenceIndex(SimulatedWorld world)
{
    private static readonly List<Reference> s_none = [];
    private readonly Dictionary<string, List<Reference>> _outgoing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Reference>> _incoming = new(StringComparer.Ordinal);

    /// <summary>The referrers of the resource or inline child with a key.</summary>
    public IReadOnlyList<Reference> To(string key) => _incoming.GetValueOrDefault(key, s_none);

    /// <summary>One referrer of the resource or inline child with an id, or null.</summary>
    public string? FirstUser(string? id) => id is null || To(id.ToLowerInvariant()) is not { Count: > 0 } users ? null : users[0].HolderId;

    /// <summary>The targets of the resource with a key.</summary>
    public IReadOnlyList<Reference> From(string key) => _outgoing.GetValueOrDefault(key, s_none);

    /// <summary>Reads a changed document's references again, and updates the other sides that differ.</summary>
    public void Update(Resource resource)
    {
        if (resource.Path is not { } path)
        {
            return;
        }

        Replace(resource.Key, Reference.Read(path, resource.Id, resource.Document));
        Complete(resource);
    }

    /// <summary>Removes a resource from the index.</summary>
    public void Remove(string key) => Replace(key, s_none);

    private void Replace(string source, List<Reference> now)
    {
        var before = _outgoing.GetValueOrDefault(source, s_none);
        if (now.Count == 0 && before.Count == 0)
        {
            return;
        }

        foreach (var gone in before.Except(now))
        {
            if (_incoming.TryGetValue(gone.TargetKey, out var list) && list.Remove(gone) && list.Count == 0)
            {
                _incoming.Remove(gone.TargetKey);
            }

            Unlink(gone);
        }

        foreach (var added in now.Except(before))
        {
            if (!_incoming.TryGetValue(added.TargetKey, out var list))
            {
                _incoming.Add(added.TargetKey, list = []);
            }

            list.Add(added);
            Link(added);
        }

        if (now.Count == 0)
        {
            _outgoing.Remove(source);
        }
        else
        {
            _outgoing[source] = now;
        }
    }

    // A document that is loaded after its referrers gets its back-references at that time.
    private void Complete(Resource resource)
    {
        foreach (var reference in To(resource.Key).ToArray())
        {
            Link(reference);
        }

        if (!ResourceId.Is(resource.Path!.TypeName, "virtualNetworks"))
        {
            return;
        }

        foreach (var subnet in resource.Document.Object("properties").Array("subnets").Objects().ToArray())
        {
            foreach (var reference in To($"{resource.Key}/subnets/{subnet.Text("name")?.ToLowerInvariant()}").ToArray())
            {
                Link(reference);
            }
        }
    }

    private void Link(Reference reference)
    {
        if (reference.BackMember is null || Target(reference.TargetKey) is not { } target)
        {
            return;
        }

        if (!reference.IsList)
        {
            if (ResourceId.Is(target.Properties.Object(reference.BackMember).Text("id"), reference.HolderId))
            {
                return;
            }

            target.Properties[reference.BackMember] = Json.Reference(reference.HolderId);
        }
        else
        {
            var list = target.Properties.Array(reference.BackMember);
            if (list.Objects().Any(item => ResourceId.Is(item.Text("id"), reference.HolderId)))
            {
                return;
            }

            if (list is null)
            {
                target.Properties[reference.BackMember] = list = [];
            }

            list.Add(Json.Reference(reference.HolderId));
        }

        Touch(target.Owner);
    }

    private void Unlink(Reference reference)
    {
        if (reference.BackMember is null || Target(reference.TargetKey) is not { } target)
        {
            return;
        }

        if (!reference.IsList)
        {
            if (!ResourceId.Is(target.Properties.Object(reference.BackMember).Text("id"), reference.HolderId))
            {
                return;
            }

            target.Properties.Remove(reference.BackMember);
        }
        else if (target.Properties.Array(reference.BackMember) is { } list)
        {
            var item = list.Objects().FirstOrDefault(item => ResourceId.Is(item.Text("id"), reference.HolderId));
            if (item is null)
            {
                return;
            }

            list.Remove(item);

            // A firewall policy always has its lists of users, as recorded; other documents lose the list with its last entry.
            if (list.Count == 0 && !ResourceId.Is(target.Owner.Path?.TypeName, "firewallPolicies"))
            {
                target.Properties.Remove(reference.BackMember);
            }
        }

        Touch(target.Owner);
    }

    // The other side's document changes, so its etag changes too.
    private void Touch(Resource owner)
    {
        if (owner.Document.ContainsKey("etag"))
        {
            ETags.Renew(world, owner);
        }

        owner.Invalidate();
        world.Dirty = true;
    }

    private (Resource Owner, JsonObject Properties)? Target(string key)
    {
        if (world.Store.Find(key) is { } resource)
        {
            return (resource, resource.Properties);
        }

        var subnets = key.LastIndexOf("/subnets/", StringComparison.Ordinal);
        if (subnets < 0 || world.Store.Find(key[..subnets]) is not { } network)
        {
            return null;
        }

        var name = key[(subnets + "/subnets/".Length)..];
        var subnet = network
            .Document.Object("properties")
            .Array("subnets")
            .Objects()
            .FirstOrDefault(item => ResourceId.Is(item.Text("name"), name));
        return subnet is null ? null : (network, subnet.Ensure("properties"));
    }
}

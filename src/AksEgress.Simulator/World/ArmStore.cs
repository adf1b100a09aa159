using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World;

/// <summary>All resources and resource groups, found by id and listed by collection, each list ordered by id.</summary>
internal sealed class ArmStore
{
    private static readonly SortedSet<string> s_none = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _collections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _groupContents = new(StringComparer.Ordinal);

    /// <summary>The keys that were added, changed, or removed since the set was last cleared.</summary>
    public HashSet<string> Touched { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of resources and resource groups.</summary>
    public int Count => _resources.Count;

    /// <summary>All resources and resource groups, in no order.</summary>
    public IEnumerable<Resource> All => _resources.Values;

    /// <summary>The resource or resource group with a key, or null.</summary>
    public Resource? Find(string key) => _resources.GetValueOrDefault(key);

    /// <summary>The resource with an id in any casing, or null.</summary>
    public Resource? FindId(string? id) => id is null ? null : _resources.GetValueOrDefault(id.ToLowerInvariant());

    /// <summary>The resource group, or null.</summary>
    public Resource? FindGroup(string subscription, string group) => _resources.GetValueOrDefault(ResourceId.GroupKey(subscription, group));

    /// <summary>Adds a resource, or replaces the one with the same key.</summary>
    public void Put(Resource resource)
    {
        _resources[resource.Key] = resource;
        resource.Touched = Touched;
        Touched.Add(resource.Key);
        foreach (var collection in CollectionsOf(resource))
        {
            if (!_collections.TryGetValue(collection, out var keys))
            {
                _collections.Add(collection, keys = new SortedSet<string>(StringComparer.Ordinal));
            }

            keys.Add(resource.Key);
        }

        if (GroupOf(resource) is { } group)
        {
            if (!_groupContents.TryGetValue(group, out var keys))
            {
                _groupContents.Add(group, keys = new SortedSet<string>(StringComparer.Ordinal));
            }

            keys.Add(resource.Key);
        }
    }

    /// <summary>Removes a resource; does nothing if it doesn't exist.</summary>
    public void Remove(string key)
    {
        if (!_resources.Remove(key, out var resource))
        {
            return;
        }

        Touched.Add(key);
        resource.Touched = null;
        foreach (var collection in CollectionsOf(resource))
        {
            if (_collections.TryGetValue(collection, out var keys) && keys.Remove(key) && keys.Count == 0)
            {
                _collections.Remove(collection);
            }
        }

        if (GroupOf(resource) is { } group
            && _groupContents.TryGetValue(group, out var contents)
            && contents.Remove(key)
            && contents.Count == 0)
        {
            _groupContents.Remove(group);
        }
    }

    /// <summary>The keys of a collection, such as /subscriptions/{id}/providers/microsoft.network/routetables.</summary>
    public SortedSet<string> Collection(string collectionKey) => _collections.GetValueOrDefault(collectionKey, s_none);

    /// <summary>The keys of all resources in a resource group.</summary>
    public SortedSet<string> Contents(string groupKey) => _groupContents.GetValueOrDefault(groupKey, s_none);

    private static string? GroupOf(Resource resource) =>
        resource.Path is { Group: { } group } path ? ResourceId.GroupKey(path.Subscription, group) : null;

    private static IEnumerable<string> CollectionsOf(Resource resource)
    {
        if (resource.Path is not { } path)
        {
            yield return resource.Key[..resource.Key.LastIndexOf('/')];
            yield break;
        }

        yield return path.CollectionKey();
        if (path.Group is not null && !path.IsNested && path.Scope.Count(static c => c == '/') == 4)
        {
            yield return $"/subscriptions/{path.Subscription}/providers/{path.Type}".ToLowerInvariant();
        }
    }
}

using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.LoadBalancers;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.Providers.Networks;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.OutboundTypes;

/// <summary>The resources that AKS creates in a cluster's node resource group.</summary>
internal sealed class NodeResources
{
    private const string ApiVersion = "2025-07-01";
    private readonly SimulatedWorld _world;

    /// <summary>Reads a cluster's node resource group.</summary>
    public NodeResources(SimulatedWorld world, Resource cluster)
    {
        _world = world;
        Cluster = cluster;
        Subscription = cluster.Path!.Subscription;
        GroupName = cluster.Properties.Text("nodeResourceGroup") ?? $"MC_{cluster.Path.Group}_{cluster.Path.Name}_{cluster.Location}";
        Suffix = IdFactory.NodeSuffix(cluster.Key);
    }

    /// <summary>The cluster.</summary>
    public Resource Cluster { get; }

    /// <summary>The cluster's subscription.</summary>
    public string Subscription { get; }

    /// <summary>The node resource group's name.</summary>
    public string GroupName { get; }

    /// <summary>The digits in the names of the cluster's resources.</summary>
    public string Suffix { get; }

    /// <summary>The node resource group, or null if it doesn't exist.</summary>
    public Resource? Group => _world.Store.FindGroup(Subscription, GroupName);

    /// <summary>The id of a network resource in the group.</summary>
    public string Id(string type, string name) =>
        $"/subscriptions/{Subscription}/resourceGroups/{GroupName}/providers/Microsoft.Network/{type}/{name}";

    /// <summary>A network resource in the group, or null.</summary>
    public Resource? Find(string type, string name) => _world.Store.FindId(Id(type, name));

    /// <summary>All network resources of a type in the group.</summary>
    public IEnumerable<Resource> All(string type) =>
        _world
            .Store.Collection(
                $"/subscriptions/{Subscription}/resourcegroups/{GroupName}/providers/microsoft.network/{type}".ToLowerInvariant())
            .Select(key => _world.Store.Find(key)!)
            .ToArray();

    /// <summary>Creates the group unless it exists.</summary>
    public void EnsureGroup()
    {
        if (Group is null)
        {
            JsonObject tags = new() { ["aks-managed-cluster-name"] = Cluster.Path!.Name, ["aks-managed-cluster-rg"] = Cluster.Path.Group };
            _world.CreateGroup(Subscription, GroupName, Cluster.Location, Cluster.Id, tags);
        }
    }

    /// <summary>Creates or replaces a network resource, which immediately has its final state.</summary>
    public Resource Put(string type, string name, JsonObject body)
    {
        EnsureGroup();
        var id = Id(type, name);
        var path = ResourceId.TryParse(id)!;
        body["location"] = Cluster.Location;
        var definition = NetworkProvider.TypeOf(path);
        NetworkChange change = new(_world, path, _world.Store.Find(path.Key)?.Id ?? id, _world.Store.Find(path.Key), ApiVersion);
        var resource = _world.Put(path, change.Id, definition.Build(change, body));
        if (type == "loadBalancers")
        {
            LoadBalancerType.LinkRules(resource.Properties);
        }

        definition.Finish(_world, resource);
        ETags.SetState(resource, "Succeeded");
        ETags.Renew(_world, resource);
        _world.Changed(resource);
        return resource;
    }

    /// <summary>
    /// The tags of an egress IP address: name, group, and type as AKS writes them on addresses of its load balancers.
    /// </summary>
    public JsonObject AddressTags(string type) => new()
    {
        ["aks-managed-cluster-name"] = Cluster.Path!.Name,
        ["aks-managed-cluster-rg"] = Cluster.Path.Group,
        ["aks-managed-type"] = type,
    };

    /// <summary>Returns an identity in the form of AKS's profiles, and creates it if it doesn't exist.</summary>
    public JsonObject Identity(string name)
    {
        // AKS writes this id with "resourcegroups" in lower case, as recorded.
        var id =
            $"/subscriptions/{Subscription}/resourcegroups/{GroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}";
        var properties = _world.Store.FindId(id)?.Properties;
        if (properties is null)
        {
            var path = ResourceId.TryParse(id)!;
            properties = new JsonObject
            {
                ["tenantId"] = SimulatedAccount.TenantId,
                ["principalId"] = _world.Ids.NextGuid().ToString(),
                ["clientId"] = _world.Ids.NextGuid().ToString()
            };
            _world.Put(path, path.ToPath(), new JsonObject
            {
                ["id"] = path.ToPath(),
                ["name"] = path.Name,
                ["type"] = path.Type,
                ["location"] = Cluster.Location,
                ["properties"] = properties
            });
        }

        return new JsonObject
        {
            ["resourceId"] = id,
            ["clientId"] = properties.Text("clientId"),
            ["objectId"] = properties.Text("principalId")
        };
    }

    /// <summary>Removes a resource.</summary>
    public void Remove(Resource resource) => _world.Remove(resource);
}

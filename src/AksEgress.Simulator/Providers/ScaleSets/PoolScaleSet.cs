using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.Providers.OutboundTypes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.ScaleSets;

/// <summary>
/// The scale set of a node pool, with its instances, their network interfaces, and their public IP addresses. Only the members that
/// concern the network are complete; the rest of AKS's scale sets isn't simulated.
/// </summary>
internal sealed class PoolScaleSet
{
    private const string Type = "Microsoft.Compute/virtualMachineScaleSets";
    private const string Configuration = "ipconfig1";
    private const string AddressName = "node-public-ip";

    private readonly NodeNetwork _network;
    private readonly JsonObject _pool;
    private readonly int _offset;

    private PoolScaleSet(SimulatedWorld world, Resource cluster, JsonObject pool, int offset)
    {
        _pool = pool;
        _offset = offset;
        _network = new NodeNetwork(world, cluster, pool, pods: false);
        Name = ResourceId.Is(pool.Text("osType"), "Windows")
            ? $"aks{pool.Text("name")}"
            : $"aks-{pool.Text("name")}-{_network.Nodes.Suffix}-vmss";
    }

    /// <summary>The name, as in the IP configurations of subnets.</summary>
    public string Name { get; }

    /// <summary>The id.</summary>
    public string Id => $"/subscriptions/{_network.Nodes.Subscription}/resourceGroups/{_network.Nodes.GroupName}/providers/{Type}/{Name}";

    /// <summary>The number of instances.</summary>
    public int Count => (int)(_pool.Number("count") ?? 0);

    private string? SubnetId => _network.SubnetId;

    /// <summary>All scale sets of the node resource group, or of the subscription, that an id is in.</summary>
    public static IEnumerable<PoolScaleSet> All(SimulatedWorld world, ResourceId id)
    {
        foreach (var key in world.Store.Collection(
            $"/subscriptions/{id.Subscription}/providers/microsoft.containerservice/managedclusters".ToLowerInvariant()))
        {
            if (world.Store.Find(key) is not { } cluster
                || (id.Group is not null && !ResourceId.Is(new NodeResources(world, cluster).GroupName, id.Group)))
            {
                continue;
            }

            var offset = 0;
            foreach (var pool in cluster.Document.Object("properties").Array("agentPoolProfiles").Objects())
            {
                if (ResourceId.Is(pool.Text("type") ?? "VirtualMachineScaleSets", "VirtualMachineScaleSets"))
                {
                    yield return new PoolScaleSet(world, cluster, pool, offset);
                }

                offset += (int)(pool.Number("count") ?? 0);
            }
        }
    }

    /// <summary>The scale set.</summary>
    public JsonObject Document() => new()
    {
        ["name"] = Name,
        ["id"] = Id,
        ["type"] = Type,
        ["location"] = _network.Location,
        ["tags"] = new JsonObject { ["aks-managed-poolName"] = _pool.Text("name") },
        ["sku"] = new JsonObject { ["name"] = _pool.Text("vmSize"), ["tier"] = "Standard", ["capacity"] = Count },
        ["properties"] = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["orchestrationMode"] = "Uniform",
            ["singlePlacementGroup"] = false,
            ["upgradePolicy"] = new JsonObject { ["mode"] = "Manual" },
            ["virtualMachineProfile"] = new JsonObject
            {
                ["networkProfile"] = new JsonObject { ["networkInterfaceConfigurations"] = new JsonArray(InterfaceConfiguration()) },
            },
        },
    };

    /// <summary>An instance.</summary>
    public JsonObject Machine(int node) => new()
    {
        ["name"] = $"{Name}_{node}",
        ["id"] = MachineId(node),
        ["type"] = Type + "/virtualMachines",
        ["location"] = _network.Location,
        ["instanceId"] = $"{node}",
        ["sku"] = new JsonObject { ["name"] = _pool.Text("vmSize"), ["tier"] = "Standard" },
        ["properties"] = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["networkProfile"] = new JsonObject
            {
                ["networkInterfaces"] = new JsonArray(Json.Reference(InterfaceId(node))),
            },
        },
    };

    /// <summary>The network interface of an instance.</summary>
    public JsonObject Interface(int node)
    {
        JsonObject own = new()
        {
            ["provisioningState"] = "Succeeded",
            ["privateIPAddress"] = PrivateAddress(node),
            ["privateIPAllocationMethod"] = "Dynamic",
            ["privateIPAddressVersion"] = "IPv4",
            ["primary"] = true,
        };
        if (_network.Instance(node) is not null)
        {
            own["publicIPAddress"] = Json.Reference(AddressId(node));
        }

        AddNetwork(own);
        JsonObject properties = new()
        {
            ["provisioningState"] = "Succeeded",
            ["ipConfigurations"] = new JsonArray(new JsonObject
            {
                ["name"] = Configuration,
                ["id"] = $"{InterfaceId(node)}/ipConfigurations/{Configuration}",
                ["properties"] = own,
            }),
            ["enableIPForwarding"] = true,
            ["primary"] = true,
            ["virtualMachine"] = Json.Reference(MachineId(node)),
        };
        AddGroup(properties);
        return new JsonObject { ["name"] = Name, ["id"] = InterfaceId(node), ["properties"] = properties };
    }

    /// <summary>The public IP address of an instance, or null.</summary>
    public JsonObject? Address(int node)
    {
        if (_network.Instance(node) is not { } address)
        {
            return null;
        }

        JsonObject properties = new()
        {
            ["provisioningState"] = "Succeeded",
            ["ipAddress"] = address,
            ["publicIPAddressVersion"] = "IPv4",
            ["publicIPAllocationMethod"] = "Static",
            ["ipConfiguration"] = Json.Reference($"{InterfaceId(node)}/ipConfigurations/{Configuration}"),
        };
        if (_pool.Text("nodePublicIPPrefixID") is { } prefix)
        {
            properties["publicIPPrefix"] = Json.Reference(prefix);
        }

        return new JsonObject
        {
            ["name"] = AddressName,
            ["id"] = AddressId(node),
            ["location"] = _network.Location,
            ["sku"] = new JsonObject { ["name"] = "Standard" },
            ["properties"] = properties,
        };
    }

    private string MachineId(int node) => $"{Id}/virtualMachines/{node}";

    private string InterfaceId(int node) => $"{MachineId(node)}/networkInterfaces/{Name}";

    private string AddressId(int node) => $"{InterfaceId(node)}/ipConfigurations/{Configuration}/publicIPAddresses/{AddressName}";

    // Azure reserves the first four addresses of a subnet. With several pools in one subnet, their nodes follow each other.
    private string? PrivateAddress(int node) =>
        SubnetNetwork.RangesOf(_network.Subnet).FirstOrDefault()?.At(4 + _offset + node).ToString();

    private JsonObject InterfaceConfiguration()
    {
        JsonObject own = new() { ["primary"] = true, ["privateIPAddressVersion"] = "IPv4" };
        AddNetwork(own);
        if (_network.Instance(0) is not null)
        {
            JsonObject address = [];
            if (_pool.Text("nodePublicIPPrefixID") is { } prefix)
            {
                address["publicIPPrefix"] = Json.Reference(prefix);
            }

            own["publicIPAddressConfiguration"] = new JsonObject { ["name"] = AddressName, ["properties"] = address };
        }

        JsonObject properties = new()
        {
            ["primary"] = true,
            ["enableIPForwarding"] = true,
            ["ipConfigurations"] = new JsonArray(new JsonObject { ["name"] = Configuration, ["properties"] = own }),
        };
        AddGroup(properties);
        return new JsonObject { ["name"] = Name, ["properties"] = properties };
    }

    private void AddNetwork(JsonObject configuration)
    {
        if (SubnetId is { } subnet)
        {
            configuration["subnet"] = Json.Reference(subnet);
        }

        string[] groups = [.. _network.ApplicationGroups];
        if (groups.Length > 0)
        {
            configuration["applicationSecurityGroups"] = new JsonArray([.. groups.Select(static id => (JsonNode?)Json.Reference(id))]);
        }
    }

    private void AddGroup(JsonObject properties)
    {
        if (_network.InterfaceGroups.FirstOrDefault() is { } group)
        {
            properties["networkSecurityGroup"] = Json.Reference(group.Id);
        }
    }
}

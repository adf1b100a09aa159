using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Simulator;

namespace AksEgress.Lab.Fleets;

/// <summary>
/// A realistic set of clusters: every outbound type, in virtual networks managed by AKS, in BYO ones, and in shared ones, with a
/// known share of defects, each of which is named in the cluster's tag <see cref="DefectTag"/>. The same options generate the same
/// clusters.
/// </summary>
internal sealed class Fleet(int clusters, int seed)
{
    /// <summary>The tag with a cluster's defect.</summary>
    public const string DefectTag = "fleet-defect";

    private const string Network = "Microsoft.Network/";
    private const int ClustersInGroup = 50;
    private const int ClustersInSharedNetwork = 8;
    private const double DefectShare = 0.1;

    private static readonly string[] s_regions = ["eastus", "westeurope", "northeurope", "southeastasia"];

    // The share of each outbound type, in percent.
    private static readonly (string Type, int Share, bool Own)[] s_types =
    [
        ("loadBalancer", 30, false), ("loadBalancer", 15, true), ("managedNATGateway", 10, false), ("managedNATGatewayV2", 10, false),
        ("userAssignedNATGateway", 15, true), ("userDefinedRouting", 15, true), ("none", 3, true), ("block", 2, true),
    ];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, JsonObject> _shared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ownByType = new(StringComparer.Ordinal);
    private int _addresses;

    /// <summary>The number of clusters with each defect; complete once all documents have been read.</summary>
    public SortedDictionary<string, int> Defects { get; } = new(StringComparer.Ordinal);

    /// <summary>The documents, one after another: a large state is never completely in memory.</summary>
    public IEnumerable<JsonObject> Documents()
    {
        for (var number = 0; number < clusters; number++)
        {
            var group = $"fleet-{number / ClustersInGroup:D4}";
            var region = s_regions[number / ClustersInGroup % s_regions.Length];
            if (number % ClustersInGroup == 0)
            {
                yield return Group(group, region);
            }

            foreach (var document in Cluster($"aks-{number:D5}", group, region))
            {
                yield return document;
            }
        }

        foreach (var network in _shared.Values)
        {
            yield return network;
        }
    }

    private IEnumerable<JsonObject> Cluster(string name, string group, string region)
    {
        var draw = _random.Next(100);
        var (type, _, own) = s_types.First(row => (draw -= row.Share) < 0);
        var defect = _random.NextDouble() < DefectShare ? DefectOf(type) : null;
        if (defect is not null)
        {
            Defects[defect] = Defects.GetValueOrDefault(defect) + 1;
        }

        var nodeGroup = $"MC_{group}_{name}_{region}";
        yield return Group(nodeGroup, region, Id(group, "Microsoft.ContainerService/managedClusters", name));
        string? subnet = null;
        JsonArray leaves = [];
        if (own)
        {
            foreach (var document in OwnNetwork(name, group, region, type, defect, out subnet))
            {
                yield return document;
            }
        }

        if (type is "loadBalancer" or "managedNATGateway" or "managedNATGatewayV2")
        {
            var address = Address(nodeGroup, "egress", region);
            leaves.Add(new JsonObject { ["id"] = (string)address["id"]! });
            yield return address;
        }

        yield return Document(name, group, nodeGroup, region, type, subnet, leaves, defect);
    }

    private static string DefectOf(string type) => type switch
    {
        "userDefinedRouting" => "RouteTableMissing",
        "userAssignedNATGateway" => "NatGatewayMissing",
        _ => "ClusterFailed",
    };

    // The network is the cluster's own, or shared by several clusters of a type; then it follows the last of them.
    private List<JsonObject> OwnNetwork(string name, string group, string region, string type, string? defect, out string subnet)
    {
        List<JsonObject> documents = [];
        var count = _ownByType[type] = _ownByType.GetValueOrDefault(type) + 1;
        var shares = count / ClustersInSharedNetwork % 2 == 1;
        var networkName = shares ? $"shared-{type.ToLowerInvariant()}-{count / ClustersInSharedNetwork:D4}" : $"{name}-vnet";
        var network = _shared.GetValueOrDefault(networkName) ?? VirtualNetwork(networkName, group, region);
        var subnets = network["properties"]!["subnets"]!.AsArray();
        subnet = $"{network["id"]}/subnets/{name}";
        JsonObject properties = new() { ["provisioningState"] = "Succeeded", ["addressPrefix"] = $"10.0.{subnets.Count}.0/24" };
        if (type == "userDefinedRouting" && defect is null)
        {
            var table = Resource(group, "routeTables", $"{name}-rt", region, new JsonObject
            {
                ["routes"] = new JsonArray(new JsonObject
                {
                    ["name"] = "default",
                    ["properties"] = new JsonObject
                    {
                        ["addressPrefix"] = "0.0.0.0/0",
                        ["nextHopType"] = "VirtualAppliance",
                        ["nextHopIpAddress"] = "10.200.0.4"
                    }
                }),
            });
            properties["routeTable"] = Reference(table);
            documents.Add(table);
        }
        else if (type == "userAssignedNATGateway" && defect is null)
        {
            var address = Address(group, $"{name}-nat-ip", region);
            var gateway = Resource(
                group,
                "natGateways",
                $"{name}-nat",
                region,
                new JsonObject { ["idleTimeoutInMinutes"] = 4, ["publicIpAddresses"] = new JsonArray(Reference(address)) },
                "Standard");
            properties["natGateway"] = Reference(gateway);
            documents.Add(address);
            documents.Add(gateway);
        }

        subnets.Add(new JsonObject { ["name"] = name, ["id"] = subnet, ["properties"] = properties });
        if (shares)
        {
            _shared[networkName] = network;
        }
        else
        {
            documents.Add(network);
        }

        return documents;
    }

    private static JsonObject Document(
        string name, string group, string nodeGroup, string region, string type, string? subnet, JsonArray leaves, string? defect)
    {
        var state = defect == "ClusterFailed" ? "Failed" : "Succeeded";
        JsonObject pool = new()
        {
            ["name"] = "nodepool1",
            ["count"] = 3,
            ["vmSize"] = "Standard_D4s_v5",
            ["type"] = "VirtualMachineScaleSets",
            ["mode"] = "System",
            ["osType"] = "Linux",
            ["provisioningState"] = state,
            ["powerState"] = new JsonObject { ["code"] = "Running" },
            ["orchestratorVersion"] = "1.33.5",
        };
        if (subnet is not null)
        {
            pool["vnetSubnetID"] = subnet;
        }

        JsonObject profile = new()
        {
            ["networkPlugin"] = "azure", ["networkPluginMode"] = "overlay", ["loadBalancerSku"] = "standard", ["podCidr"] = "10.244.0.0/16",
            ["serviceCidr"] = "172.16.0.0/16", ["dnsServiceIP"] = "172.16.0.10", ["outboundType"] = type,
        };
        if (type == "loadBalancer")
        {
            profile["loadBalancerProfile"] = new JsonObject
            {
                ["managedOutboundIPs"] = new JsonObject { ["count"] = 1 },
                ["effectiveOutboundIPs"] = leaves
            };
        }
        else if (leaves.Count > 0)
        {
            profile["natGatewayProfile"] = new JsonObject
            {
                ["managedOutboundIPProfile"] = new JsonObject { ["count"] = 1 },
                ["effectiveOutboundIPs"] = leaves,
                ["idleTimeoutInMinutes"] = 4
            };
        }

        JsonObject tags = new()
        {
            ["wave"] = (int.Parse(name.AsSpan(4), CultureInfo.InvariantCulture) % 10).ToString(CultureInfo.InvariantCulture)
        };
        if (defect is not null)
        {
            tags[DefectTag] = defect;
        }

        return new JsonObject
        {
            ["id"] = Id(group, "Microsoft.ContainerService/managedClusters", name),
            ["location"] = region,
            ["name"] = name,
            ["tags"] = tags,
            ["type"] = "Microsoft.ContainerService/ManagedClusters",
            ["properties"] = new JsonObject
            {
                ["provisioningState"] = state,
                ["powerState"] = new JsonObject { ["code"] = "Running" },
                ["kubernetesVersion"] = "1.33.5",
                ["currentKubernetesVersion"] = "1.33.5",
                ["dnsPrefix"] = name,
                ["fqdn"] = $"{name}.hcp.{region}.azmk8s.io",
                ["agentPoolProfiles"] = new JsonArray(pool),
                ["nodeResourceGroup"] = nodeGroup,
                ["enableRBAC"] = true,
                ["networkProfile"] = profile,
            },
            ["identity"] = new JsonObject
            {
                ["type"] = "SystemAssigned",
                ["principalId"] = Guid.Empty.ToString(),
                ["tenantId"] = ArmSimulator.TenantId
            },
            ["sku"] = new JsonObject { ["name"] = "Base", ["tier"] = "Standard" },
            ["eTag"] = $"{name}-1",
        };
    }

    private static JsonObject VirtualNetwork(string name, string group, string region) =>
        Resource(group, "virtualNetworks", name, region, new JsonObject
        {
            ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray("10.0.0.0/16") }, ["subnets"] = new JsonArray(),
        });

    private JsonObject Address(string group, string name, string region)
    {
        var number = _addresses++;
        return Resource(group, "publicIPAddresses", name, region, new JsonObject
        {
            ["publicIPAllocationMethod"] = "Static",
            ["publicIPAddressVersion"] = "IPv4",
            ["ipAddress"] = $"20.{number / 62500 % 250}.{number / 250 % 250}.{(number % 250) + 1}",
        }, "Standard");
    }

    private static JsonObject Resource(string group, string type, string name, string region, JsonObject properties, string? sku = null)
    {
        properties["provisioningState"] = "Succeeded";
        JsonObject document = new()
        {
            ["name"] = name,
            ["id"] = Id(group, Network + type, name),
            ["type"] = Network + type,
            ["location"] = region,
            ["properties"] = properties
        };
        if (sku is not null)
        {
            document["sku"] = new JsonObject { ["name"] = sku };
        }

        return document;
    }

    private static JsonObject Group(string name, string region, string? managedBy = null)
    {
        JsonObject group = new()
        {
            ["id"] = $"/subscriptions/{ArmSimulator.SubscriptionId}/resourceGroups/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.Resources/resourceGroups",
            ["location"] = region,
            ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" },
        };
        if (managedBy is not null)
        {
            group["managedBy"] = managedBy;
        }

        return group;
    }

    private static JsonObject Reference(JsonObject document) => new() { ["id"] = (string)document["id"]! };

    private static string Id(string group, string type, string name) =>
        $"/subscriptions/{ArmSimulator.SubscriptionId}/resourceGroups/{group}/providers/{type}/{name}";
}

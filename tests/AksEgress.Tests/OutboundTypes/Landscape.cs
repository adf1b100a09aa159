using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>
/// Documents around one cluster, as ARM would return them, read-only: the input of the pre-flight checks. They follow no rules; the
/// simulator does, and the changer's tests use it.
/// </summary>
internal sealed class Landscape : IArmGateway
{
    public const string Subscription = "11111111-2222-3333-4444-555555555555";
    public const string Hub = "99999999-2222-3333-4444-555555555555";
    public const string NodeGroup = "MC_rg_aks_eastus";
    private const string BalancerIp = "20.1.0.1";

    private readonly Dictionary<string, JsonObject> _documents = new(StringComparer.OrdinalIgnoreCase);

    public Landscape(string outboundType = OutboundTypeNames.LoadBalancer)
    {
        Id = ArmResourceId.Create(Subscription, "rg", ResourceTypes.ManagedClusters, "aks");
        Cluster = Add(Id.Text.Replace("resourceGroups", "resourcegroups", StringComparison.Ordinal), $$"""
            {
              "etag": "1", "location": "eastus",
              "properties": {
                "provisioningState": "Succeeded", "powerState": { "code": "Running" }, "nodeResourceGroup": "{{NodeGroup}}",
                  "agentPoolProfiles": [],
                "networkProfile": { "networkPlugin": "azure", "loadBalancerSku": "Standard", "outboundType": "{{outboundType}}" }
              }
            }
            """);
        Add(
            ArmResourceId.Group(Subscription, "rg").Text,
            """{ "location": "eastus", "properties": { "provisioningState": "Succeeded" } }""");
        if (outboundType == OutboundTypeNames.LoadBalancer)
        {
            Network["loadBalancerProfile"] = JsonNode.Parse($$"""
                { "managedOutboundIPs": { "count": 1 },
                  "effectiveOutboundIPs": [ { "id": "{{Ip("lb-ip", BalancerIp, NodeGroup, usedBy: "lb")}}" } ],
                  "backendPoolType": "nodeIPConfiguration" }
                """);
        }
        else if (outboundType == OutboundTypeNames.ManagedNatGateway)
        {
            Network["natGatewayProfile"] = JsonNode.Parse($$"""
                { "managedOutboundIPProfile": { "count": 1 },
                  "effectiveOutboundIPs": [ { "id": "{{Ip("nat-ip", "20.2.0.1", NodeGroup, usedBy: "ngw")}}" } ],
                  "idleTimeoutInMinutes": 4 }
                """);
        }
    }

    public ArmResourceId Id { get; }

    public JsonObject Cluster { get; }

    public JsonObject Properties => Cluster["properties"]!.AsObject();

    public JsonObject Network => Properties["networkProfile"]!.AsObject();

    /// <summary>Error statuses to return, by a part of the path.</summary>
    public Dictionary<string, int> Refusals { get; } = [];

    /// <summary>The requested paths, in order.</summary>
    public List<string> Asked { get; } = [];

    public ArmSession Session { get; } = new("test", null, Subscription, "AzureCloud", new Uri("https://management.azure.com"), false, 1);

    /// <summary>A cluster with one pool in a virtual network managed by AKS.</summary>
    public static Landscape Managed(string outboundType = OutboundTypeNames.LoadBalancer) => new Landscape(outboundType).Pool("np");

    /// <summary>A cluster with one pool in subnet <c>aks</c> of virtual network <c>vnet</c> (10.1.0.0/16).</summary>
    public static Landscape Own(
        string outboundType = OutboundTypeNames.LoadBalancer,
        Func<Landscape, string>? table = null,
        Func<Landscape, string>? gateway = null)
    {
        var land = new Landscape(outboundType);
        return land.Pool("np", land.Subnet("aks", table?.Invoke(land), gateway?.Invoke(land)));
    }

    public static string NetworkId(string type, string name, string group = "rg", string subscription = Subscription) =>
        ArmResourceId.Create(subscription, group, "Microsoft.Network/" + type, name).Text;

    public Landscape Pool(string name, string? subnet = null, string? podSubnet = null, int count = 3, string more = "{}")
    {
        var pool = JsonNode.Parse(more)!.AsObject();
        pool["name"] = name;
        pool.TryAdd("type", "VirtualMachineScaleSets");
        pool.TryAdd("count", count);
        if (subnet is not null)
        {
            pool["vnetSubnetID"] = subnet;
        }

        if (podSubnet is not null)
        {
            pool["podSubnetID"] = podSubnet;
        }

        Properties["agentPoolProfiles"]!.AsArray().Add(pool);
        return this;
    }

    /// <summary>A variation, through a change of the cluster's document.</summary>
    public Landscape With(Action<JsonObject> change)
    {
        change(Properties);
        return this;
    }

    public string Subnet(
        string name, string? table = null, string? gateway = null, string network = "vnet", string? peered = null, string? peer = null)
    {
        var id = NetworkId("virtualNetworks", network);
        if (!_documents.TryGetValue(id, out var document))
        {
            document = Add(id, """{ "properties": { "addressSpace": { "addressPrefixes": ["10.1.0.0/16"] }, "subnets": [] } }""");
        }

        if (peered is not null)
        {
            document["properties"]!["virtualNetworkPeerings"] = JsonNode.Parse($$"""
                [ { "properties": { "remoteAddressSpace": { "addressPrefixes": ["{{peered}}"] },
                  "remoteVirtualNetwork": { "id": "{{peer ?? NetworkId("virtualNetworks", "hub")}}" } } } ]
                """);
        }

        var properties = new JsonObject { ["addressPrefix"] = "10.1.0.0/24" };
        if (table is not null)
        {
            properties["routeTable"] = new JsonObject { ["id"] = table };
        }

        if (gateway is not null)
        {
            properties["natGateway"] = new JsonObject { ["id"] = gateway };
        }

        document["properties"]!["subnets"]!.AsArray().Add(new JsonObject
        {
            ["id"] = $"{id}/subnets/{name}",
            ["name"] = name,
            ["properties"] = properties
        });
        return $"{id}/subnets/{name}";
    }

    public string Table(string name, string? hopType = "VirtualAppliance", string? hop = "10.1.2.4")
    {
        var id = NetworkId("routeTables", name);
        var routes = new JsonArray();
        if (hopType is not null)
        {
            var route = new JsonObject { ["addressPrefix"] = "0.0.0.0/0", ["nextHopType"] = hopType };
            if (hop is not null && hopType == "VirtualAppliance")
            {
                route["nextHopIpAddress"] = hop;
            }

            routes.Add(new JsonObject { ["id"] = id + "/routes/default", ["name"] = "default", ["properties"] = route });
        }

        Add(id, new JsonObject { ["properties"] = new JsonObject { ["routes"] = routes } });
        return id;
    }

    public string Gateway(string name, params string[] addresses)
    {
        var id = NetworkId("natGateways", name);
        var properties = new JsonObject();
        foreach (var (member, type) in new[] { ("publicIpAddresses", "publicIPAddresses"), ("publicIpPrefixes", "publicIPPrefixes") })
        {
            properties[member] = new JsonArray([.. addresses
                .Where(address => address.Contains("/" + type + "/", StringComparison.Ordinal))
                .Select(address => (JsonNode)new JsonObject { ["id"] = address })]);
        }

        Add(id, new JsonObject { ["properties"] = properties });
        return id;
    }

    public string Ip(
        string name, string? address, string group = "rg", string? usedBy = null, string subscription = Subscription, string? sku = null)
    {
        var id = NetworkId("publicIPAddresses", name, group, subscription);
        var properties = new JsonObject { ["ipAddress"] = address };
        if (usedBy is not null)
        {
            properties["ipConfiguration"] = new JsonObject { ["id"] = usedBy };
        }

        Add(
            id,
            sku is null
                ? new JsonObject { ["properties"] = properties }
                : new JsonObject { ["sku"] = new JsonObject { ["name"] = sku }, ["properties"] = properties });
        return id;
    }

    public JsonObject Document(string id) => _documents[id];

    public string Prefix(string name, string range, string group = "rg")
    {
        var id = NetworkId("publicIPPrefixes", name, group);
        Add(id, new JsonObject { ["properties"] = new JsonObject { ["ipPrefix"] = range } });
        return id;
    }

    public Landscape Firewall(string name, string? privateIp, bool tunnelled) =>
        tunnelled ? Firewall(name, privateIp, [string.Empty]) : Firewall(name, privateIp, []);

    public Landscape Firewall(string name, string? privateIp, params string[] publicIps) =>
        FirewallIn(null, Subscription, name, privateIp, publicIps);

    public Landscape FirewallIn(string? network, string subscription, string name, string? privateIp, params string[] publicIps)
    {
        Add(NetworkId("azureFirewalls", name, subscription: subscription), new JsonObject
        {
            ["properties"] = new JsonObject
            {
                // The firewall allows everything, as far as a test doesn't say otherwise.
                ["networkRuleCollections"] = new JsonArray(JsonNode.Parse("""
                    {
                      "name": "all",
                      "properties": {
                        "priority": 100,
                        "action": { "type": "Allow" },
                        "rules": [
                          {
                            "name": "all",
                            "protocols": ["Any"],
                            "sourceAddresses": ["*"],
                            "destinationAddresses": ["*"],
                            "destinationPorts": ["*"]
                          }
                        ]
                      }
                    }
                    """)),
                ["ipConfigurations"] = new JsonArray([.. publicIps.Select((ip, i) => (JsonNode)new JsonObject
                {
                    // Only the first configuration is in the subnet and has the private address.
                    ["properties"] = i == 0
                        ? new JsonObject
                        {
                            ["privateIPAddress"] = privateIp,
                            ["publicIPAddress"] = ip.Length == 0 ? null : new JsonObject { ["id"] = ip },
                            ["subnet"] = network is null ? null : new JsonObject { ["id"] = network + "/subnets/AzureFirewallSubnet" },
                        }
                        : new JsonObject { ["publicIPAddress"] = new JsonObject { ["id"] = ip } },
                })]),
            },
        });
        return this;
    }

    /// <summary>The cluster's load balancer with a public Service, or with an internal one only.</summary>
    public Landscape Service(bool isPublic)
    {
        var frontend = new JsonObject { ["loadBalancingRules"] = new JsonArray(new JsonObject { ["id"] = "rule" }) };
        frontend[isPublic ? "publicIPAddress" : "subnet"] = new JsonObject
        {
            ["id"] = NetworkId("publicIPAddresses", "service-ip", NodeGroup)
        };
        Add(
            NetworkId(
                "loadBalancers",
                "kubernetes",
                NodeGroup),
            new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["frontendIPConfigurations"] = new JsonArray(new JsonObject { ["properties"] = frontend })
                }
            });
        return this;
    }

    public Task<OutboundTypePlan> PlanAsync(OutboundTarget target) =>
        new OutboundTypeChanger(new ResourceStore(this)).PlanAsync(Id, target, CancellationToken.None);

    public async Task<IReadOnlyList<Finding>> CheckAsync(OutboundTarget target) => (await PlanAsync(target)).Findings;

    public Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        Assert.Equal("GET", request.Method);
        if (Origins.Answer(request) is { } subscription)
        {
            return Task.FromResult(subscription);
        }

        lock (Asked)
        {
            Asked.Add(request.Path);
        }

        Refuse(request);
        return _documents.TryGetValue(request.Path, out var document)
            ? Task.FromResult(new ArmResponse(200, document.ToJsonString(), null, null, null))
            : throw new ArmException(request, 404, "ResourceNotFound", $"{request.Path} was not found.");
    }

    public Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ArmResponse> SettleAsync(
        string path,
        string apiVersion,
        IProgress<ArmOperationProgress>? progress,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ArmResponse> WaitAsync(
        string operationToken,
        IProgress<ArmOperationProgress>? progress,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public async IAsyncEnumerable<string> ListAsync(
        string path, string apiVersion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (Asked)
        {
            Asked.Add(path);
        }

        Refuse(new ArmRequest("GET", path, apiVersion));
        var cut = path.IndexOf("/providers/", StringComparison.Ordinal);
        foreach (var (id, document) in _documents.Where(entry => entry.Key.StartsWith(path[..cut], StringComparison.OrdinalIgnoreCase)))
        {
            if (id.Contains(path[cut..] + "/", StringComparison.OrdinalIgnoreCase))
            {
                yield return document.ToJsonString();
            }
        }
    }

    public void Dispose()
    {
    }

    private void Refuse(ArmRequest request)
    {
        foreach (var (part, status) in Refusals)
        {
            if (request.Path.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArmException(request, status, "AuthorizationFailed", $"The client may not read {part}.");
            }
        }
    }

    private JsonObject Add(string id, string json) => Add(id, JsonNode.Parse(json)!.AsObject());

    private JsonObject Add(string id, JsonObject document)
    {
        document["id"] = id;
        document["name"] = id[(id.LastIndexOf('/') + 1)..];
        _documents[id] = document;
        return document;
    }
}

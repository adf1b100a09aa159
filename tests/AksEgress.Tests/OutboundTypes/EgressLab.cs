using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Arm;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.Simulator;
using AksEgress.Tests.Schemas;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>
/// A simulated ARM behind the real adapter, with a wire in between that tests can intercept, and a separate client for other users.
/// </summary>
internal sealed class EgressLab : IDisposable
{
    public const string Group = "/subscriptions/" + ArmSimulator.SubscriptionId + "/resourceGroups/rg";
    public const string Networks = Group + "/providers/Microsoft.Network/";
    public const string NodeSubnet = Networks + "virtualNetworks/vnet/subnets/aks";
    private const double TimeScale = 100000;

    private readonly ArmSimulator _simulator = new(new SimulatorOptions { TimeScale = TimeScale });
    private readonly HttpMessageInvoker _others;
    private readonly List<IDisposable> _gateways = [];

    private EgressLab()
    {
        _others = new HttpMessageInvoker(_simulator.CreateHandler());
        Wire = new Wire(_simulator.CreateHandler());
    }

    public Wire Wire { get; }

    public ArmResourceId Id { get; } = ArmResourceId.Create(ArmSimulator.SubscriptionId, "rg", ResourceTypes.ManagedClusters, "aks");

    public ResourceStore Store { get; private set; } = null!;

    public OutboundTypeChanger Changer { get; private set; } = null!;

    /// <summary>
    /// A firewall, a NAT gateway, and a route table to the firewall; none of them is associated with the node subnet.
    /// </summary>
    public static async Task<EgressLab> NetworkAsync()
    {
        var lab = new EgressLab();
        var gateway = await lab.ConnectAsync();
        lab.Store = new ResourceStore(gateway);
        lab.Changer = new OutboundTypeChanger(lab.Store, gateway.Clock);
        lab.Put(Group, """{ "location": "eastus" }""");
        foreach (var name in (string[])["fw-ip", "nat-ip", "own-ip"])
        {
            lab.Put(
                $"{Networks}publicIPAddresses/{name}",
                """{ "location": "eastus", "sku": { "name": "Standard" }, "properties": { "publicIPAllocationMethod": "Static" } }""");
        }

        lab.Put(
            Networks + "natGateways/nat",
            $$"""{ "location": "eastus", "sku": { "name": "Standard" }, "properties": { "publicIpAddresses": [ { "id": "{{Networks}}"""
                + """publicIPAddresses/nat-ip" } ] } }""");
        lab.Put(Networks + "virtualNetworks/vnet", """
            { "location": "eastus", "properties": { "addressSpace": { "addressPrefixes": ["10.1.0.0/16"] }, "subnets": [
              { "name": "aks", "properties": { "addressPrefix": "10.1.0.0/24" } },
              { "name": "AzureFirewallSubnet", "properties": { "addressPrefix": "10.1.2.0/26" } } ] } }
            """);
        lab.Put(Networks + "azureFirewalls/fw", $$"""
            { "location": "eastus", "properties": { "sku": { "name": "AZFW_VNet", "tier": "Standard" },
              "networkRuleCollections": [ { "name": "all", "properties": { "priority": 100, "action": { "type": "Allow" }, "rules": [
                { "name": "all", "protocols": ["Any"], "sourceAddresses": ["*"], "destinationAddresses": ["*"],
                  "destinationPorts": ["*"] } ] } } ],
              "ipConfigurations": [ { "name": "c", "properties": {
              "subnet": { "id": "{{Networks}}virtualNetworks/vnet/subnets/AzureFirewallSubnet" },
                "publicIPAddress": { "id": "{{Networks}}publicIPAddresses/fw-ip" } } } ] } }
            """);
        var hop = lab.Read(Networks + "azureFirewalls/fw")["properties"]!["ipConfigurations"]![0]!["properties"]!["privateIPAddress"];
        lab.Put(
            Networks + "routeTables/rt",
            """{ "location": "eastus", "properties": { "routes": [ { "name": "default", "properties": { "addressPrefix": "0.0.0.0/0","""
                + $$""" "nextHopType": "VirtualAppliance", "nextHopIpAddress": "{{hop}}" } } ] } }""");
        return lab;
    }

    /// <summary>The virtual network with a cluster in its subnet.</summary>
    public static async Task<EgressLab> OwnAsync(
        string outboundType = OutboundTypeNames.LoadBalancer, bool table = true, bool gateway = true)
    {
        var lab = await NetworkAsync();

        // AKS refuses a new cluster that uses the load balancer in a subnet with a NAT gateway, but not an existing one.
        lab.Attach(table, gateway && outboundType == OutboundTypeNames.UserAssignedNatGateway);
        lab.MakeCluster(outboundType, NodeSubnet);
        lab.Attach(table, gateway);
        lab.Wire.Forget();
        return lab;
    }

    /// <summary>A cluster in a virtual network managed by AKS.</summary>
    public static async Task<EgressLab> ManagedAsync(string outboundType = OutboundTypeNames.LoadBalancer)
    {
        var lab = await NetworkAsync();
        lab.MakeCluster(outboundType, null);
        lab.Wire.Forget();
        return lab;
    }

    /// <summary>Only the resources of a state.</summary>
    public static async Task<EgressLab> LoadAsync(JsonArray documents)
    {
        var lab = new EgressLab();
        lab._simulator.Load(documents.ToJsonString());
        lab.Wire.Answered.Given(documents);
        var gateway = await lab.ConnectAsync();
        lab.Store = new ResourceStore(gateway);
        lab.Changer = new OutboundTypeChanger(lab.Store, gateway.Clock);
        return lab;
    }

    /// <summary>Another session with the same ARM that considers it another simulation, as after loading a snapshot.</summary>
    public async Task<IArmGateway> ConnectElsewhereAsync()
    {
        var gateway = await new ArmGatewayFactory().ConnectAsync(
            new ArmConnection { Simulator = Wire, SubscriptionId = ArmSimulator.SubscriptionId, TimeScale = TimeScale },
            CancellationToken.None);
        _gateways.Add(gateway);
        return gateway;
    }

    /// <summary>Another session with the same ARM, as another process has one.</summary>
    public async Task<IArmGateway> ConnectAsync()
    {
        var gateway = await new ArmGatewayFactory().ConnectAsync(
            new ArmConnection
            {
                Simulator = Wire,
                SimulationId = _simulator.Id,
                SubscriptionId = ArmSimulator.SubscriptionId,
                TimeScale = TimeScale
            },
            CancellationToken.None);
        _gateways.Add(gateway);
        return gateway;
    }

    /// <summary>Changes the associations of the node subnet.</summary>
    public void Attach(bool table, bool gateway)
    {
        var subnet = Read(NodeSubnet);
        var properties = subnet["properties"]!.AsObject();
        properties.Remove("routeTable");
        properties.Remove("natGateway");
        if (table)
        {
            properties["routeTable"] = new JsonObject { ["id"] = Networks + "routeTables/rt" };
        }

        if (gateway)
        {
            properties["natGateway"] = new JsonObject { ["id"] = Networks + "natGateways/nat" };
        }

        Put(NodeSubnet, subnet.ToJsonString());
    }

    /// <summary>The IP address of a public IP address resource.</summary>
    public string Address(string name) => Read($"{Networks}publicIPAddresses/{name}")["properties"]!["ipAddress"]!.GetValue<string>();

    /// <summary>The current cluster, read without the wire.</summary>
    public JsonObject Cluster() => Read(Id.Text);

    /// <summary>The cluster's current outbound type.</summary>
    public string OutboundType() => Cluster()["properties"]!["networkProfile"]!["outboundType"]!.GetValue<string>();

    /// <summary>Another client tags the cluster, and the operation ends: a new etag.</summary>
    public void TagCluster(string name) => Change(cluster =>
    {
        var tags = cluster["tags"] as JsonObject ?? [];
        tags[name] = "theirs";
        cluster["tags"] = tags.Parent is null ? tags : tags.DeepClone();
    });

    /// <summary>Another client changes the cluster, and the operation ends.</summary>
    public void Change(Action<JsonObject> change)
    {
        var cluster = Cluster();
        change(cluster);
        Put(Id.Text, cluster.ToJsonString());
    }

    public JsonObject Read(string path) => Send("GET", path, null);

    /// <summary>Sends a PUT without the wire, and waits.</summary>
    public JsonObject Put(string path, string body)
    {
        Send("PUT", path, body);
        for (var look = 0; look < 2000; look++)
        {
            var document = Read(path);
            if (document["properties"]?["provisioningState"]?.GetValue<string>() is "Succeeded" or null)
            {
                return document;
            }

            Thread.Sleep(1);
        }

        throw new TimeoutException($"{path} does not become Succeeded.");
    }

    /// <summary>All resources, to detect changes.</summary>
    public string Save() => _simulator.Save();

    public void Dispose()
    {
        foreach (var gateway in _gateways)
        {
            gateway.Dispose();
        }

        _others.Dispose();
        Wire.Dispose();
        _simulator.Dispose();
        Assert.Empty(Wire.Sent.Problems);
        Assert.Empty(Wire.Answered.Problems);
    }

    private void MakeCluster(string outboundType, string? subnet)
    {
        var pool = JsonNode.Parse(
            """{ "name": "np", "mode": "System", "count": 3, "vmSize": "Standard_D4s_v5", "type": "VirtualMachineScaleSets","""
                + """ "osType": "Linux" }""")!.AsObject();
        if (subnet is not null)
        {
            pool["vnetSubnetID"] = subnet;
        }

        var network = new JsonObject
        {
            ["networkPlugin"] = "azure",
            ["networkPluginMode"] = "overlay",
            ["loadBalancerSku"] = "standard",
            ["outboundType"] = outboundType
        };
        Put(Id.Text, new JsonObject
        {
            ["location"] = "eastus",
            ["identity"] = new JsonObject { ["type"] = "SystemAssigned" },
            ["properties"] = new JsonObject
            {
                ["dnsPrefix"] = "aks",
                ["agentPoolProfiles"] = new JsonArray(pool),
                ["networkProfile"] = network
            },
        }.ToJsonString());
    }

    private JsonObject Send(string method, string path, string? body)
    {
        var version = path.Contains("Microsoft.ContainerService", StringComparison.OrdinalIgnoreCase) ? ApiVersions.ContainerService
            : path.Contains("Microsoft.Network", StringComparison.OrdinalIgnoreCase) ? ApiVersions.Network : ApiVersions.Resources;
        using var request = new HttpRequestMessage(new HttpMethod(method), $"https://management.azure.com{path}?api-version={version}");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer simulated");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        Wire.Answered.Given(path, SchemaWatch.Parse(body));
        using var response = _others.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
            ? JsonNode.Parse(text)!.AsObject()
            : throw new InvalidOperationException($"{method} {path}: {response.StatusCode} {text}");
    }
}

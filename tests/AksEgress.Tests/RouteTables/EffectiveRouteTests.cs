using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Paths;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.RouteTables;

/// <summary>
/// Effective routes of nodes that are virtual machines, in the form of
/// https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/get-effective-route-table.
/// </summary>
public sealed class EffectiveRouteTests
{
    private readonly FakeGateway _arm = new();
    private readonly ArmResourceId _cluster = FakeGateway.Id(ResourceTypes.ManagedClusters, "aks");
    private readonly ArmResourceId _table = FakeGateway.Id(ResourceTypes.RouteTables, "rt");
    private readonly List<string> _warnings = [];

    public EffectiveRouteTests()
    {
        var network = FakeGateway.Id(ResourceTypes.VirtualNetworks, "vnet");
        var subnet = network.Child("subnets", "nodes").Text;
        _arm.Add(
            _cluster,
            """
            {"location":"eastus","properties":{"nodeResourceGroup":"rg","networkProfile":{"outboundType":"userDefinedRouting"},
            "agentPoolProfiles":[{"name":"vms","type":"VirtualMachines","vnetSubnetID":"SUBNET"}]}}
            """.Replace("SUBNET", subnet, StringComparison.Ordinal));
        _arm.Add(
            network,
            """
            {"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.1.0.0/16"]},"subnets":[{"name":"nodes",
            "id":"SUBNET","properties":{"addressPrefix":"10.1.0.0/24","routeTable":{"id":"TABLE"}}}]}}
            """.Replace("SUBNET", subnet, StringComparison.Ordinal).Replace("TABLE", _table.Text, StringComparison.Ordinal));
        _arm.Add(
            _table,
            """
            {"location":"eastus","properties":{"routes":[{"name":"default","properties":{"addressPrefix":"0.0.0.0/0",
            "nextHopType":"VirtualAppliance","nextHopIpAddress":"10.9.0.4"}}]}}
            """);
        Interface("detached", subnet, machine: null);
        Interface("node", subnet, machine: "vm-0");
    }

    [Fact]
    public async Task Each_subnet_is_asked_for_by_the_interface_of_a_virtual_machine()
    {
        Answer(new ArmResponse(202, "", null, null, "token"));
        _arm.Ending = _ => new ArmResponse(
            200,
            """
            {"value":[
            {"source":"Default","state":"Active","addressPrefix":["10.1.0.0/16"],"nextHopType":"VnetLocal","nextHopIpAddress":[]},
            {"source":"Default","state":"Invalid","addressPrefix":["0.0.0.0/0"],"nextHopType":"Internet","nextHopIpAddress":[]},
            {"source":"VirtualNetworkGateway","state":"Active","addressPrefix":["172.20.0.0/16","172.21.0.0/16"],
            "nextHopType":"VirtualNetworkGateway","nextHopIpAddress":["10.9.1.4"]},
            {"name":"default","source":"User","state":"Active","addressPrefix":["0.0.0.0/0"],"nextHopType":"VirtualAppliance",
            "nextHopIpAddress":["10.9.0.4"]}]}
            """,
            null, null, null);
        var routes = await ReadAsync();
        Assert.Equal(
            [
                "System Active 10.1.0.0/16 -> VnetLocal", "System Invalid 0.0.0.0/0 -> Internet",
                "VirtualNetworkGateway Active 172.20.0.0/16 -> VirtualNetworkGateway 10.9.1.4",
                "VirtualNetworkGateway Active 172.21.0.0/16 -> VirtualNetworkGateway 10.9.1.4",
                "User Active 0.0.0.0/0 -> VirtualAppliance 10.9.0.4",
            ],
            routes.Select(route => $"{route.Source} {route.State} {route}"));
        Assert.Equal(("rt", _table.Child("routes", "default").Text), (routes[^1].RouteTableName, routes[^1].ResourceId));
        Assert.EndsWith(
            "/networkInterfaces/node/effectiveRouteTable",
            Assert.Single(_arm.Requests, request => request.Method == "POST").Path,
            StringComparison.Ordinal);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_refusal_is_a_warning_and_the_routes_stay_derived(int status)
    {
        _arm.Answer = request => request.Method == "POST" ? throw FakeGateway.Refusal(request, status, "Refused") : null;
        var routes = await ReadAsync();
        Assert.Contains("'node'", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Contains(routes, route => route is { AddressPrefix: "0.0.0.0/0", Source: RouteSource.User });
        Assert.Contains(routes, route => route is { AddressPrefix: "10.1.0.0/16", Source: RouteSource.System });
    }

    [Fact]
    public async Task Without_a_virtual_machine_nothing_is_asked_for()
    {
        _arm.Remove(FakeGateway.Id(ResourceTypes.NetworkInterfaces, "node"));
        Assert.NotEmpty(await ReadAsync());
        Assert.Contains("scale sets", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(_arm.Requests, request => request.Method == "POST");
    }

    private Task<IReadOnlyList<EgressRoute>> ReadAsync() =>
        new RouteInspector(new ResourceStore(_arm), _warnings.Add).OfClusterAsync(_cluster, effective: true, CancellationToken.None);

    private void Answer(ArmResponse response) => _arm.Answer = request => request.Method == "POST" ? response : null;

    private void Interface(string name, string subnet, string? machine)
    {
        var properties = new JsonObject
        {
            ["ipConfigurations"] = new JsonArray(new JsonObject
            {
                ["name"] = "ip",
                ["properties"] = new JsonObject { ["subnet"] = new JsonObject { ["id"] = subnet } },
            }),
        };
        if (machine is not null)
        {
            properties["virtualMachine"] = new JsonObject { ["id"] = FakeGateway.Id("Microsoft.Compute/virtualMachines", machine).Text };
        }

        _arm.Add(FakeGateway.Id(ResourceTypes.NetworkInterfaces, name), new JsonObject { ["properties"] = properties }.ToJsonString());
    }
}

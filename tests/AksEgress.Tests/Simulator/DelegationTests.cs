using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>
/// Delegations of subnets, as recorded in Azure/azure-cli (test_network_subnet_delegation) and Azure/azure-service-operator
/// (Test_Networking_VirtualNetwork_20240301_CRUD).
/// </summary>
public sealed class DelegationTests : IDisposable
{
    private readonly SimulatedArm _arm = new();
    private readonly string _network = SimulatedArm.NetworkId("rg", "virtualNetworks", "v");
    private readonly string _subnet;

    public DelegationTests()
    {
        _subnet = _network + "/subnets/s";
        _arm.MakeGroup("rg");
        _arm.Make(_network, """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}""");
    }

    public void Dispose() => _arm.Dispose();

    [Theory]
    [InlineData("Microsoft.Web/serverFarms", "action")]
    [InlineData("Microsoft.ContainerInstance/containerGroups", "action")]
    [InlineData("Microsoft.Sql/managedInstances", "join/action,prepareNetworkPolicies/action,unprepareNetworkPolicies/action")]
    [InlineData("Microsoft.ContainerService/managedClusters", "join/action")]
    public void A_delegation_has_an_id_and_the_actions_of_its_service(string service, string actions)
    {
        var delegation = Make(service);
        Assert.Equal(["name", "id", "etag", "properties", "type"], delegation.Select(static member => member.Key));
        Assert.Equal(
            ("d", _subnet + "/delegations/d", "Microsoft.Network/virtualNetworks/subnets/delegations"),
            ((string?)delegation["name"], (string?)delegation["id"], (string?)delegation["type"]));
        Assert.Equal(
            ("Succeeded", service),
            ((string?)delegation["properties"]!["provisioningState"], (string?)delegation["properties"]!["serviceName"]));
        Assert.Equal(
            actions.Split(',').Select(static action => "Microsoft.Network/virtualNetworks/subnets/" + action),
            delegation["properties"]!["actions"]!.AsArray().Select(static action => (string?)action));
    }

    [Fact]
    public void A_delegation_has_its_subnets_etag()
    {
        Make("Microsoft.Web/serverFarms");
        var before = _arm.Read(_subnet);
        Assert.Equal((string?)before["etag"], (string?)Delegation(before)["etag"]);

        _arm.Make(_network + "/subnets/t", """{"properties":{"addressPrefix":"10.0.1.0/24"}}""");
        var after = _arm.Read(_subnet);
        Assert.NotEqual((string?)before["etag"], (string?)after["etag"]);
        Assert.Equal((string?)after["etag"], (string?)Delegation(after)["etag"]);
    }

    [Fact]
    public void A_clients_values_of_what_ARM_writes_are_replaced()
    {
        var subnet = _arm.Make(_subnet, """
            {"properties":{"addressPrefix":"10.0.0.0/24","delegations":[{"name":"d","id":"x","etag":"y","properties":
              {"serviceName":"Microsoft.Web/serverFarms","provisioningState":"Failed","actions":["z"]}}]}}
            """);
        var delegation = Delegation(subnet);
        Assert.Equal(_subnet + "/delegations/d", (string?)delegation["id"]);
        Assert.NotEqual("y", (string?)delegation["etag"]);
        Assert.Equal("Succeeded", (string?)delegation["properties"]!["provisioningState"]);
        Assert.Equal(
            """["Microsoft.Network/virtualNetworks/subnets/action"]""", delegation["properties"]!["actions"]!.ToJsonString());
    }

    [Fact]
    public void A_subnet_without_delegations_has_an_empty_list_and_they_can_be_removed()
    {
        Make("Microsoft.Web/serverFarms");
        var subnet = _arm.Make(_subnet, """{"properties":{"addressPrefix":"10.0.0.0/24"}}""");
        Assert.Equal("[]", subnet["properties"]!["delegations"]!.ToJsonString());
    }

    private JsonObject Make(string service) => Delegation(_arm.Make(
        _subnet,
        """{"properties":{"addressPrefix":"10.0.0.0/24","delegations":[{"name":"d","properties":{"serviceName":"@service"}}]}}"""
            .With("@service", service)));

    private static JsonObject Delegation(JsonObject subnet) => subnet["properties"]!["delegations"]![0]!.AsObject();
}

using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Firewalls;

/// <summary>Azure Firewalls in the simulator: what it fills in, what it refuses, what a DELETE frees.</summary>
public sealed class FirewallSimulatorTests : IDisposable
{
    private static readonly string Fw = SimulatedArm.NetworkId("rg", "azureFirewalls", "fw");
    private static readonly string Ip = SimulatedArm.NetworkId("rg", "publicIPAddresses", "ip");
    private static readonly string Network = SimulatedArm.NetworkId("rg", "virtualNetworks", "vnet");
    private static readonly string Subnet = Network + "/subnets/AzureFirewallSubnet";
    private readonly SimulatedArm arm = new();

    public FirewallSimulatorTests()
    {
        arm.MakeGroup("rg");
        MakeIp(Ip, "Standard");
        MakeNetwork("AzureFirewallSubnet", "10.0.0.64/26");
    }

    [Fact]
    public void A_firewall_gets_the_first_free_address_and_shows_on_both_sides()
    {
        var firewall = arm.Make(Fw, Body());

        var configuration = firewall["properties"]!["ipConfigurations"]![0]!;
        Assert.Equal("10.0.0.68", (string?)configuration["properties"]!["privateIPAddress"]);
        Assert.Equal($"{Fw}/azureFirewallIpConfigurations/one", (string?)configuration["id"]);
        Assert.Equal((string?)firewall["etag"], (string?)configuration["etag"]);
        Assert.Equal("Succeeded", (string?)configuration["properties"]!["provisioningState"]);
        Assert.Equal("AZFW_VNet", (string?)firewall["properties"]!["sku"]!["name"]);
        Assert.Equal("Alert", (string?)firewall["properties"]!["threatIntelMode"]);
        Assert.Empty(firewall["properties"]!["natRuleCollections"]!.AsArray());
        Assert.Equal((string?)configuration["id"], (string?)arm.Read(Ip)["properties"]!["ipConfiguration"]!["id"]);
        Assert.Equal((string?)configuration["id"], (string?)arm.Read(Subnet)["properties"]!["ipConfigurations"]![0]!["id"]);
    }

    [Fact]
    public void With_an_address_it_takes_minutes_and_without_one_seconds()
    {
        arm.Put(Fw, """{"location":"eastus","properties":{}}""");
        arm.Clock.Advance(10);
        Assert.Equal("Succeeded", arm.Get(Fw).State);

        arm.Put(Fw, Body());
        arm.Clock.Advance(200);
        Assert.Equal("Updating", arm.Get(Fw).State);
        Assert.Null(arm.Read(Fw)["properties"]!["ipConfigurations"]![0]!["properties"]!["privateIPAddress"]);
        arm.Clock.Advance(200);
        Assert.Equal("Succeeded", arm.Get(Fw).State);
    }

    [Fact]
    public void Delete_frees_the_address_and_the_subnet()
    {
        arm.Make(Fw, Body());
        Assert.Equal(HttpStatusCode.BadRequest, arm.Send("DELETE", Ip).Status);
        Assert.Equal(HttpStatusCode.BadRequest, arm.Send("DELETE", Subnet).Status);

        arm.Delete(Fw);

        Assert.Null(arm.Read(Ip)["properties"]!["ipConfiguration"]);
        arm.Delete(Ip);
        arm.Delete(Subnet);
        Assert.Equal(HttpStatusCode.NotFound, arm.Get(Subnet).Status);
    }

    [Theory]
    [InlineData("aks", "10.0.0.0/24", "AzureFirewallSubnetNameInvalid")]
    [InlineData("AzureFirewallSubnet", "10.0.0.0/27", "AzureFirewallSubnetTooSmall")]
    public void The_subnet_has_a_name_and_a_size(string name, string prefix, string code)
    {
        MakeNetwork(name, prefix);
        Assert.Equal(code, arm.Put(Fw, Body($"{Network}/subnets/{name}")).Code);
    }

    [Fact]
    public void A_Basic_address_is_refused()
    {
        MakeIp(Ip, "Basic", "basic");
        Assert.Equal("AzureFirewallPublicIpSkuNotSupported", arm.Put(Fw, Body().Replace("publicIPAddresses/ip", "publicIPAddresses/basic", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void A_collection_keeps_its_rules_and_its_priority_is_its_own()
    {
        var firewall = arm.Make(Fw, """{"location":"eastus","properties":{"networkRuleCollections":[{"name":"c","properties":{"priority":100,"action":{"type":"Allow"},"rules":[{"name":"r","protocols":["TCP"],"destinationPorts":["443"],"destinationAddresses":["1.2.3.4"]}]}}]}}""");
        var collection = firewall["properties"]!["networkRuleCollections"]![0]!;
        Assert.Equal($"{Fw}/networkRuleCollections/c", (string?)collection["id"]);
        Assert.Equal("r", (string?)collection["properties"]!["rules"]![0]!["name"]);
        Assert.Empty(collection["properties"]!["rules"]![0]!["sourceAddresses"]!.AsArray());

        string Twice(int priority) => $$"""{"location":"eastus","properties":{"natRuleCollections":[{"name":"a","properties":{"priority":100,"rules":[] } },{"name":"b","properties":{"priority": {{priority}} ,"rules":[] } }] } }""";
        Assert.Equal("AzureFirewallRuleCollectionPriorityConflict", arm.Put(Fw, Twice(100)).Code);
        Assert.Equal("InvalidParameter", arm.Put(Fw, Twice(99)).Code);
    }

    [Fact]
    public void A_policy_of_any_region_names_its_firewalls_and_leaves_no_room_for_rules()
    {
        var policy = SimulatedArm.NetworkId("rg", "firewallPolicies", "p");
        var body = $$"""{ "location": "eastus", "properties": { "firewallPolicy": { "id": "{{policy}}" }, "natRuleCollections": [] } }""";
        Assert.Equal("InvalidResourceReference", arm.Put(Fw, body).Code);
        arm.Make(policy, """{ "location": "westeurope", "properties": {} }""");
        arm.Make(Fw, body);
        Assert.Equal(Fw, (string?)arm.Read(policy)["properties"]!["firewalls"]![0]!["id"]);
        Assert.Equal("AzureFirewallPolicyAndRuleCollectionsConflict", arm.Put(Fw, body.Replace("[]", """[{ "name": "c", "properties": { "priority": 100, "rules": [] } }]""", StringComparison.Ordinal)).Code);
        arm.Delete(Fw);
        Assert.Empty(arm.Read(policy)["properties"]!["firewalls"]!.AsArray());
    }

    public void Dispose() => arm.Dispose();

    private static string Body(string? subnet = null) => new JsonObject
    {
        ["location"] = "eastus",
        ["properties"] = new JsonObject
        {
            ["ipConfigurations"] = new JsonArray(new JsonObject
            {
                ["name"] = "one",
                ["properties"] = new JsonObject { ["publicIPAddress"] = new JsonObject { ["id"] = Ip }, ["subnet"] = new JsonObject { ["id"] = subnet ?? Subnet } },
            }),
        },
    }.ToJsonString();

    private void MakeIp(string id, string sku, string? name = null) => arm.Make(
        name is null ? id : SimulatedArm.NetworkId("rg", "publicIPAddresses", name),
        $$"""{"location":"eastus","sku":{"name":"{{sku}}"},"properties":{"publicIPAllocationMethod":"Static" } }""");

    private void MakeNetwork(string subnet, string prefix) => arm.Make(
        Network, $$"""{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"{{subnet}}","properties":{"addressPrefix":"{{prefix}}" } }] } }""");
}

using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Firewalls;

/// <summary>Azure Firewalls in the simulator: the defaults, the refusals, and the effects of a DELETE.</summary>
public sealed class FirewallSimulatorTests : IDisposable
{
    private static readonly string s_fw = SimulatedArm.NetworkId("rg", "azureFirewalls", "fw");
    private static readonly string s_ip = SimulatedArm.NetworkId("rg", "publicIPAddresses", "ip");
    private static readonly string s_network = SimulatedArm.NetworkId("rg", "virtualNetworks", "vnet");
    private static readonly string s_subnet = s_network + "/subnets/AzureFirewallSubnet";
    private readonly SimulatedArm _arm = new();

    public FirewallSimulatorTests()
    {
        _arm.MakeGroup("rg");
        MakeIp(s_ip, "Standard");
        MakeNetwork("AzureFirewallSubnet", "10.0.0.64/26");
    }

    [Fact]
    public void A_firewall_gets_the_first_free_address_and_shows_on_both_sides()
    {
        var firewall = _arm.Make(s_fw, Body());

        var configuration = firewall["properties"]!["ipConfigurations"]![0]!;
        Assert.Equal("10.0.0.68", (string?)configuration["properties"]!["privateIPAddress"]);
        Assert.Equal($"{s_fw}/azureFirewallIpConfigurations/one", (string?)configuration["id"]);
        Assert.Equal((string?)firewall["etag"], (string?)configuration["etag"]);
        Assert.Equal("Succeeded", (string?)configuration["properties"]!["provisioningState"]);
        Assert.Equal("AZFW_VNet", (string?)firewall["properties"]!["sku"]!["name"]);
        Assert.Equal("Alert", (string?)firewall["properties"]!["threatIntelMode"]);
        Assert.Empty(firewall["properties"]!["natRuleCollections"]!.AsArray());
        Assert.Equal((string?)configuration["id"], (string?)_arm.Read(s_ip)["properties"]!["ipConfiguration"]!["id"]);
        Assert.Equal((string?)configuration["id"], (string?)_arm.Read(s_subnet)["properties"]!["ipConfigurations"]![0]!["id"]);
    }

    [Fact]
    public void A_firewall_with_an_address_takes_minutes_and_without_one_seconds()
    {
        _arm.Put(s_fw, """{"location":"eastus","properties":{}}""");
        _arm.Clock.Advance(10);
        Assert.Equal("Succeeded", _arm.Get(s_fw).State);

        _arm.Put(s_fw, Body());
        _arm.Clock.Advance(200);
        Assert.Equal("Updating", _arm.Get(s_fw).State);
        Assert.Null(_arm.Read(s_fw)["properties"]!["ipConfigurations"]![0]!["properties"]!["privateIPAddress"]);
        _arm.Clock.Advance(200);
        Assert.Equal("Succeeded", _arm.Get(s_fw).State);
    }

    [Fact]
    public void Delete_frees_the_address_and_the_subnet()
    {
        _arm.Make(s_fw, Body());
        Assert.Equal(HttpStatusCode.BadRequest, _arm.Send("DELETE", s_ip).Status);
        Assert.Equal(HttpStatusCode.BadRequest, _arm.Send("DELETE", s_subnet).Status);

        _arm.Delete(s_fw);

        Assert.Null(_arm.Read(s_ip)["properties"]!["ipConfiguration"]);
        _arm.Delete(s_ip);
        _arm.Delete(s_subnet);
        Assert.Equal(HttpStatusCode.NotFound, _arm.Get(s_subnet).Status);
    }

    [Theory]
    [InlineData("aks", "10.0.0.0/24", "AzureFirewallSubnetNameInvalid")]
    [InlineData("AzureFirewallSubnet", "10.0.0.0/27", "AzureFirewallSubnetTooSmall")]
    public void The_subnet_must_have_the_required_name_and_size(string name, string prefix, string code)
    {
        MakeNetwork(name, prefix);
        Assert.Equal(code, _arm.Put(s_fw, Body($"{s_network}/subnets/{name}")).Code);
    }

    [Fact]
    public void A_Basic_address_is_refused()
    {
        MakeIp(s_ip, "Basic", "basic");
        Assert.Equal(
            "AzureFirewallPublicIpSkuNotSupported",
            _arm.Put(s_fw, Body().Replace("publicIPAddresses/ip", "publicIPAddresses/basic", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void A_collection_has_valid_rules_and_a_unique_priority()
    {
        var firewall = _arm.Make(
            s_fw,
            """{"location":"eastus","properties":{"networkRuleCollections":[{"name":"c","properties":{"priority":100,"action":"""
                + """{"type":"Allow"},"rules":[{"name":"r","protocols":["TCP"],"destinationPorts":["443"],"destinationAddresses":"""
                + """["1.2.3.4"]}]}}]}}""");
        var collection = firewall["properties"]!["networkRuleCollections"]![0]!;
        Assert.Equal($"{s_fw}/networkRuleCollections/c", (string?)collection["id"]);
        Assert.Equal("r", (string?)collection["properties"]!["rules"]![0]!["name"]);
        Assert.Empty(collection["properties"]!["rules"]![0]!["sourceAddresses"]!.AsArray());

        string Twice(int priority) =>
            """{"location":"eastus","properties":{"natRuleCollections":[{"name":"a","properties":{"priority":100,"rules":[] } },"""
                + $$"""{"name":"b","properties":{"priority": {{priority}} ,"rules":[] } }] } }""";
        Assert.Equal("AzureFirewallRuleCollectionPriorityConflict", _arm.Put(s_fw, Twice(100)).Code);
        Assert.Equal("InvalidParameter", _arm.Put(s_fw, Twice(99)).Code);
    }

    [Fact]
    public void A_policy_of_any_region_lists_its_firewalls_and_excludes_classic_rules()
    {
        var policy = SimulatedArm.NetworkId("rg", "firewallPolicies", "p");
        var body = $$"""{ "location": "eastus", "properties": { "firewallPolicy": { "id": "{{policy}}" }, "natRuleCollections": [] } }""";
        Assert.Equal("InvalidResourceReference", _arm.Put(s_fw, body).Code);
        _arm.Make(policy, """{ "location": "westeurope", "properties": {} }""");
        _arm.Make(s_fw, body);
        Assert.Equal(s_fw, (string?)_arm.Read(policy)["properties"]!["firewalls"]![0]!["id"]);
        Assert.Equal(
            "AzureFirewallPolicyAndRuleCollectionsConflict",
            _arm.Put(
                s_fw,
                body.Replace(
                    "[]", """[{ "name": "c", "properties": { "priority": 100, "rules": [] } }]""", StringComparison.Ordinal)).Code);
        _arm.Delete(s_fw);
        Assert.Empty(_arm.Read(policy)["properties"]!["firewalls"]!.AsArray());
    }

    public void Dispose() => _arm.Dispose();

    private static string Body(string? subnet = null) => new JsonObject
    {
        ["location"] = "eastus",
        ["properties"] = new JsonObject
        {
            ["ipConfigurations"] = new JsonArray(new JsonObject
            {
                ["name"] = "one",
                ["properties"] = new JsonObject
                {
                    ["publicIPAddress"] = new JsonObject { ["id"] = s_ip },
                    ["subnet"] = new JsonObject { ["id"] = subnet ?? s_subnet }
                },
            }),
        },
    }.ToJsonString();

    private void MakeIp(string id, string sku, string? name = null) => _arm.Make(
        name is null ? id : SimulatedArm.NetworkId("rg", "publicIPAddresses", name),
        $$"""{"location":"eastus","sku":{"name":"{{sku}}"},"properties":{"publicIPAllocationMethod":"Static" } }""");

    private void MakeNetwork(string subnet, string prefix) => _arm.Make(
        s_network,
        """{"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":["""
            + $$"""{"name":"{{subnet}}","properties":{"addressPrefix":"{{prefix}}" } }] } }""");
}

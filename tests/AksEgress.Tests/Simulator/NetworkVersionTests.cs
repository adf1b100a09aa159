using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Older api-versions of Microsoft.Network don't return newer members, and don't remove them.</summary>
public sealed class NetworkVersionTests : IDisposable
{
    private static readonly string s_vnet = SimulatedArm.NetworkId("rg", "virtualNetworks", "vnet");
    private static readonly string s_gateway = SimulatedArm.NetworkId("rg", "natGateways", "nat");
    private static readonly string s_address = SimulatedArm.NetworkId("rg", "publicIPAddresses", "ip");

    private readonly SimulatedArm _arm = new();

    public NetworkVersionTests()
    {
        _arm.MakeGroup("rg");
        _arm.Make(s_vnet, """
            {"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/8"]},"flowTimeoutInMinutes":10,
              "privateEndpointVNetPolicies":"Basic",
             "subnets":[{"name":"a","properties":{"addressPrefix":"10.1.0.0/24","defaultOutboundAccess":false,"sharingScope":"Tenant"}}]}}
            """);
        _arm.Make(
            s_address,
            """{"location":"eastus","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static","ddosSettings":"""
                + """{"protectionMode":"Enabled"},"deleteOption":"Delete"}}""");
        _arm.Make(
            s_gateway,
            ("""{"location":"eastus","sku":{"name":"StandardV2"},"properties":{"sourceVirtualNetwork":{"id":"@v"},"idleTimeoutInMinutes":"""
                + """9}}""").With("@v", s_vnet));
    }

    public void Dispose() => _arm.Dispose();

    [Theory]
    [InlineData("2020-11-01", "", "flowTimeoutInMinutes,privateEndpointVNetPolicies")]
    [InlineData("2021-02-01", "flowTimeoutInMinutes", "privateEndpointVNetPolicies")]
    [InlineData("2024-03-01", "flowTimeoutInMinutes,privateEndpointVNetPolicies", "defaultPublicNatGateway")]
    public void A_network_has_the_members_of_its_api_version(string version, string has, string lacks) =>
        Holds(s_vnet, version, has, lacks);

    [Theory]
    [InlineData("2023-04-01", "addressPrefix", "defaultOutboundAccess,sharingScope")]
    [InlineData("2023-05-01", "defaultOutboundAccess", "sharingScope")]
    [InlineData("2023-11-01", "defaultOutboundAccess,sharingScope", "serviceGateway")]
    public void A_subnet_has_the_members_of_its_api_version(string version, string has, string lacks)
    {
        Holds(s_vnet + "/subnets/a", version, has, lacks);
        var single = _arm.Read(s_vnet + "/subnets/a", version).ToJsonString();
        Assert.Equal(single, _arm.Read(s_vnet, version)["properties"]!["subnets"]![0]!.ToJsonString());
        Assert.Equal(single, _arm.Read(s_vnet + "/subnets", version)["value"]![0]!.ToJsonString());
        Assert.Equal(
            single,
            _arm
                .Read(
                    SimulatedArm.Subscription + "/providers/Microsoft.Network/virtualNetworks",
                    version)["value"]![0]!["properties"]!["subnets"]![0]!
                .ToJsonString());
    }

    [Theory]
    [InlineData("2024-05-01", "idleTimeoutInMinutes", "sourceVirtualNetwork")]
    [InlineData("2024-07-01", "idleTimeoutInMinutes,sourceVirtualNetwork", "serviceGateway")]
    public void A_NAT_gateway_has_the_members_of_its_api_version(string version, string has, string lacks) =>
        Holds(s_gateway, version, has, lacks);

    [Theory]
    [InlineData("2020-11-01", "ipAddress", "ddosSettings,deleteOption")]
    [InlineData("2021-02-01", "deleteOption", "ddosSettings")]
    [InlineData("2022-05-01", "deleteOption,ddosSettings", "x")]
    public void An_address_has_the_members_of_its_api_version(string version, string has, string lacks) =>
        Holds(s_address, version, has, lacks);

    [Fact]
    public void An_old_client_does_not_remove_members_that_it_never_saw()
    {
        foreach ((var id, var member, var expected) in ((string, string, string)[])
            [
                (s_vnet, "privateEndpointVNetPolicies", "\"Basic\""),
                (s_vnet + "/subnets/a", "defaultOutboundAccess", "false"),
                (s_address, "ddosSettings", """{"protectionMode":"Enabled"}"""),
                (s_gateway, "sourceVirtualNetwork", $$"""{"id":"{{s_vnet}}"}""")
            ])
        {
            var seen = _arm.Read(id, "2020-11-01");
            Assert.Null(seen["properties"]![member]);
            seen["tags"] = new JsonObject { ["by"] = "an old client" };
            var answer = _arm.Put(id, seen.ToJsonString(), "2020-11-01");
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Null(answer.Body!["properties"]![member]);
            _arm.Clock.Advance(1000);
            Assert.Equal(expected, _arm.Read(id)["properties"]![member]!.ToJsonString());
        }

        // The virtual network was written together with its subnet.
        Assert.Equal("Tenant", (string?)_arm.Read(s_vnet)["properties"]!["subnets"]![0]!["properties"]!["sharingScope"]);
    }

    [Fact]
    public void A_client_that_saw_a_member_can_remove_it()
    {
        var seen = _arm.Read(s_vnet, "2024-03-01");
        seen["properties"]!.AsObject().Remove("privateEndpointVNetPolicies");
        seen["properties"]!["subnets"]![0]!["properties"]!.AsObject().Remove("defaultOutboundAccess");
        _arm.Make(s_vnet, seen.ToJsonString(), "2024-03-01");
        var now = _arm.Read(s_vnet);

        // The default, which ARM returns as recorded (Test_Networking_VirtualNetwork_20240301_CRUD).
        Assert.Equal("Disabled", (string?)now["properties"]!["privateEndpointVNetPolicies"]);
        Assert.Null(now["properties"]!["subnets"]![0]!["properties"]!["defaultOutboundAccess"]);
    }

    private void Holds(string id, string version, string has, string lacks)
    {
        var properties = _arm.Read(id, version)["properties"]!.AsObject();
        Assert.All(has.Split(',', StringSplitOptions.RemoveEmptyEntries), member => Assert.True(properties.ContainsKey(member), member));
        Assert.All(lacks.Split(','), member => Assert.False(properties.ContainsKey(member), member));
    }
}

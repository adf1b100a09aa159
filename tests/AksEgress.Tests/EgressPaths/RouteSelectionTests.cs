using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;
using Xunit;

namespace AksEgress.Tests.EgressPaths;

/// <summary>The route that a pod's connection takes.</summary>
public sealed class RouteSelectionTests : IDisposable
{
    private readonly PathWorld _world = new();

    public RouteSelectionTests() => _world.Commands.UseFirewall(network: PathWorld.Any);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("0.0.0.0/0>10.42.2.4", PathWorld.Firewall)]
    [InlineData("0.0.0.0/1>10.42.2.4 128.0.0.0/1>10.42.2.4", PathWorld.Firewall)]
    [InlineData("0.0.0.0/1>10.42.2.4", PathWorld.Direct)]
    [InlineData("0.0.0.0/0>10.42.2.4 128.0.0.0/1>Internet", PathWorld.Direct)]
    [InlineData("0.0.0.0/0>10.42.2.4 151.101.0.0/16>None", "")]
    [InlineData("0.0.0.0/0>None", "")]
    [InlineData("0.0.0.0/0>VirtualNetworkGateway", "")]
    [InlineData("0.0.0.0/0>10.42.3.9", "")]
    [InlineData("0.0.0.0/0>10.42.2.4 AzureCloud>Internet", PathWorld.Firewall)]
    public void The_longest_prefix_decides(string routes, string expected)
    {
        _world.Routes(routes);
        Assert.Equal(expected, _world.Seen());
    }

    [Theory]
    [InlineData("0.0.0.0/0>None AzureCloud>Internet", "mcr.microsoft.com", true)]
    [InlineData("0.0.0.0/0>None AzureCloud>Internet", "example.com", false)]
    [InlineData("AzureCloud>None MicrosoftContainerRegistry>Internet", "mcr.microsoft.com", true)]
    [InlineData("AzureCloud>None MicrosoftContainerRegistry>Internet", "management.azure.com", false)]
    [InlineData("AzureCloud>None AzureCloud.eastus>Internet", "management.azure.com", true)]
    [InlineData("AzureCloud>None AzureCloud.westus>Internet", "management.azure.com", false)]
    [InlineData("AzureCloud.eastus>Internet MicrosoftContainerRegistry>None", "mcr.microsoft.com", false)]
    [InlineData("MicrosoftContainerRegistry>Internet MicrosoftContainerRegistry.eastus>None", "mcr.microsoft.com", false)]
    [InlineData("MicrosoftContainerRegistry>None 20.128.0.0/9>Internet", "mcr.microsoft.com", true)]
    public void Service_tags_are_prefixes_with_an_order(string routes, string host, bool connects)
    {
        _world.Routes(routes);
        Assert.Equal(connects, _world.Connects(host, 443));
    }

    [Theory]
    [InlineData("", false, "203.0.113.9")]
    [InlineData("", true, PathWorld.Direct)]
    [InlineData("0.0.0.0/0>Internet", false, PathWorld.Direct)]
    [InlineData("0.0.0.0/0>10.42.2.4", false, PathWorld.Firewall)]
    [InlineData("0.0.0.0/0>10.42.2.4", true, PathWorld.Firewall)]
    public void A_user_route_precedes_a_gateways_and_that_a_system_route(string routes, bool disabled, string expected)
    {
        _world.Gateway("ExpressRoute", "0.0.0.0/0");
        _world.Routes(routes, disabled);
        Assert.Equal(expected, _world.Seen());
    }

    [Theory]
    [InlineData("Vpn", "203.0.113.9")]
    [InlineData("ExpressRoute", "")]
    public void A_user_route_can_use_a_VPN_gateway_only(string type, string expected)
    {
        _world.Gateway(type);
        _world.Routes("0.0.0.0/0>VirtualNetworkGateway");
        Assert.Equal(expected, _world.Seen());
    }

    [Theory]
    [InlineData("""{"useRemoteGateways":true}""", """{"allowGatewayTransit":true}""", "203.0.113.9")]
    [InlineData("""{"useRemoteGateways":true}""", "{}", PathWorld.Direct)]
    [InlineData("{}", """{"allowGatewayTransit":true}""", PathWorld.Direct)]
    public void A_peers_gateway_needs_transit_on_both_sides(string own, string back, string expected)
    {
        _world.Routes("");
        var hub = _world.Peer("hub", "10.60.0.0/16", own, back);
        _world.Gateway("Vpn", "0.0.0.0/0", hub);
        Assert.Equal(expected, _world.Seen());
    }

    [Fact]
    public void Routes_of_a_local_network_gateway_are_propagated()
    {
        _world.Routes("");
        _world.Gateway("Vpn");
        var site = SimulatedArm.NetworkId(ClusterWorld.Contoso, "localNetworkGateways", "site");
        _world.Arm.Make(site, """
            {"location":"eastus","properties":{"gatewayIpAddress":"198.51.100.7",
            "localNetworkAddressSpace":{"addressPrefixes":["151.101.0.0/16"]}}}
            """);
        Assert.Equal(PathWorld.Direct, _world.Seen());
        _world.Arm.Make(SimulatedArm.NetworkId(ClusterWorld.Contoso, "connections", "c"), """
            {"location":"eastus","properties":{"connectionType":"IPsec","virtualNetworkGateway1":{"id":"@g"},
            "localNetworkGateway2":{"id":"@l"}}}
            """.With("@g", SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualNetworkGateways", "gw-Vpn")).With("@l", site));
        Assert.Equal("203.0.113.9", _world.Seen());
    }

    [Fact]
    public void Routes_within_the_network_precede_more_specific_routes_of_a_gateway()
    {
        _world.Routes("");
        _world.Interface("vm", "10.42.1.77");
        _world.Gateway("Vpn", "10.42.1.0/24");
        Assert.True(_world.Connects("10.42.1.77", 22));
        _world.Routes("10.42.1.0/24>None");
        Assert.False(_world.Connects("10.42.1.77", 22));
    }

    [Fact]
    public void A_service_endpoint_bypasses_the_default_route()
    {
        _world.Routes("0.0.0.0/0>None");
        Assert.Equal("200", _world.Status("https://contoso.blob.core.windows.net"));
        Assert.Equal("000", _world.Status("https://contoso.vault.azure.net"));
        _world.Commands.World.ChangeSubnet(static subnet => subnet.Remove("serviceEndpoints"));
        Assert.Equal("000", _world.Status("https://contoso.blob.core.windows.net"));
    }

    [Theory]
    [InlineData("true", "Internet", PathWorld.Firewall)]
    [InlineData("false", "Internet", PathWorld.Direct)]
    [InlineData("true", "PrivateTraffic", PathWorld.Direct)]
    public void A_virtual_hub_advertises_a_default_route(string security, string destination, string expected)
    {
        _world.Routes("");
        var hub = SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualHubs", "hub");
        var firewall = SimulatedArm.NetworkId(ClusterWorld.Contoso, "azureFirewalls", "contoso-fw");
        _world.Edit(state =>
        {
            var properties = state.Single(item => (string)item!["id"]! == firewall)!["properties"]!.AsObject();
            properties["sku"]!["name"] = "AZFW_Hub";
            properties["virtualHub"] = new JsonObject { ["id"] = hub };
            properties["hubIPAddresses"] = JsonNode.Parse(
                """{"privateIPAddress":"10.70.0.132","publicIPs":{"count":1,"addresses":[{"address":"20.62.9.8"}]}}""");
            properties["ipConfigurations"] = new JsonArray();
        });
        _world.Arm.Make(hub, """{"location":"eastus","properties":{"addressPrefix":"10.70.0.0/23"}}""");
        _world.Arm.Make(hub + "/hubVirtualNetworkConnections/c", """
            {"properties":{"remoteVirtualNetwork":{"id":"@n"},"enableInternetSecurity":@s}}
            """.With("@n", PathWorld.Network).With("@s", security));
        _world.Arm.Make(hub + "/routingIntent/i", """
            {"properties":{"routingPolicies":[{"name":"p","destinations":["@d"],"nextHop":"@f"}]}}
            """.With("@d", destination).With("@f", firewall));
        Assert.Equal(expected, _world.Seen());

        // A route table that doesn't propagate routes has no route to the hub.
        _world.Routes("", disableBgp: true);
        Assert.Equal(PathWorld.Direct, _world.Seen());
    }

    [Theory]
    [InlineData("\"10.42.2.4\",\"10.42.2.4\"", PathWorld.Firewall)]
    [InlineData("\"10.42.2.4\",\"10.42.3.9\"", "")]
    public void Several_next_hops_are_one_firewall_only_if_they_are_the_same(string addresses, string expected)
    {
        _world.Arm.Make(ClusterWorld.Table, """
            {"location":"eastus","properties":{"routes":[{"name":"d","properties":{"addressPrefix":"0.0.0.0/0",
            "nextHopType":"VirtualApplianceEcmp","nextHop":{"nextHopIpAddresses":[@a]}}}]}}
            """.With("@a", addresses));
        Assert.Equal(expected, _world.Seen());
    }

    [Fact]
    public void A_peering_connects_when_both_sides_exist()
    {
        var other = SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualNetworks", "other");
        _world.Arm.Make(other, """
            {"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.60.0.0/16"]},
            "subnets":[{"name":"s","properties":{"addressPrefix":"10.60.0.0/24"}}]}}
            """);
        _world.Interface("vm", "10.60.0.9", other + "/subnets/s");
        _world.Routes("");
        _world.Peering(PathWorld.Network, other);
        var peering = PathWorld.Network + "/virtualNetworkPeerings/to";
        Assert.Equal("Initiated", (string?)_world.Arm.Read(peering)["properties"]!["peeringState"]);
        Assert.False(_world.Connects("10.60.0.9", 443));
        _world.Peering(other, PathWorld.Network);
        Assert.Equal("Connected", (string?)_world.Arm.Read(peering)["properties"]!["peeringState"]);
        Assert.True(_world.Connects("10.60.0.9", 443));
    }
}

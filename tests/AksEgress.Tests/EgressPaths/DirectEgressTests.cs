using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;
using Xunit;

namespace AksEgress.Tests.EgressPaths;

/// <summary>The egress IP address of nodes whose route leads directly to the Internet, by precedence.</summary>
public sealed class DirectEgressTests : IDisposable
{
    private readonly PathWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("loadBalancer", "", "20.81.4.17")]
    [InlineData("loadBalancer", "node", "node")]
    [InlineData("loadBalancer", "nat", "nat")]
    [InlineData("loadBalancer", "node nat", "nat")]
    [InlineData("loadBalancer", "emptynat", "")]
    [InlineData("none", "node", "node")]
    [InlineData("none", "node nobalancer", "node")]
    [InlineData("none", "", "")]
    [InlineData("none", "nobalancer", "default")]
    [InlineData("none", "nobalancer private", "")]
    [InlineData("userDefinedRouting", "nobalancer routed", "default")]
    [InlineData("userDefinedRouting", "nobalancer routed private", "")]
    [InlineData("userDefinedRouting", "nobalancer routed private nat", "nat")]
    [InlineData("block", "node nobalancer", "")]
    public void The_first_method_decides(string type, string methods, string expected)
    {
        var names = methods.Split(' ');
        _world.Cluster(properties => ClusterWorld.SetType(properties, type));
        if (names.Contains("node"))
        {
            _world.SystemPool(static pool => pool["enableNodePublicIP"] = true);
        }

        if (names.Contains("nobalancer"))
        {
            _world.RemoveBalancer();
        }

        if (names.Contains("private"))
        {
            _world.Commands.World.ChangeSubnet(static subnet => subnet["defaultOutboundAccess"] = false);
        }

        if (names.Contains("nat") || names.Contains("emptynat"))
        {
            _world.Commands.World.AttachGateway(address: names.Contains("nat"));
        }

        if (names.Contains("routed"))
        {
            _world.Routes("0.0.0.0/0>Internet");
        }

        var seen = _world.Seen();
        switch (expected)
        {
            case "node":
                Assert.StartsWith("20.", seen, StringComparison.Ordinal);
                Assert.InRange(int.Parse(seen.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture), 128, 143);
                break;
            case "default":
                Assert.InRange(int.Parse(seen.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture), 144, 159);
                break;
            case "nat":
                var id = SimulatedArm.NetworkId(ClusterWorld.Contoso, "publicIPAddresses", "nat-ip");
                Assert.Equal((string)_world.Arm.Read(id)["properties"]!["ipAddress"]!, seen);
                break;
            default:
                Assert.Equal(expected, seen);
                break;
        }
    }

    [Fact]
    public void Node_addresses_come_from_the_prefix_and_are_listed()
    {
        var prefix = SimulatedArm.NetworkId(ClusterWorld.Contoso, "publicIPPrefixes", "nodes");
        var range = (string)_world.Arm.Make(prefix, """{"location":"eastus","sku":{"name":"Standard"},"properties":{"prefixLength":30}}""")
            ["properties"]!["ipPrefix"]!;
        _world.SystemPool(pool =>
        {
            pool["enableNodePublicIP"] = true;
            pool["nodePublicIPPrefixID"] = prefix;
        });
        Assert.Equal(range.Split('/')[0], _world.Seen());

        var sets = $"{SimulatedArm.Group(ClusterWorld.NodeGroup)}/providers/Microsoft.Compute/virtualMachineScaleSets";
        var names = _world.Arm.Read(sets)["value"]!.AsArray().Select(static set => (string)set!["name"]!).ToArray();
        Assert.Equal(["aks-nodepool1-60230045-vmss", "akswin1"], names.Order(StringComparer.Ordinal));
        var addresses = _world.Arm.Read($"{sets}/{names[0]}/publicipaddresses", "2018-10-01")["value"]!.AsArray();
        Assert.Equal(3, addresses.Count);
        Assert.Equal(range.Split('/')[0], (string)addresses[0]!["properties"]!["ipAddress"]!);
        Assert.Equal(prefix, (string)addresses[0]!["properties"]!["publicIPPrefix"]!["id"]!);
        Assert.Empty(_world.Arm.Read($"{sets}/akswin1/publicipaddresses", "2018-10-01")["value"]!.AsArray());

        // The interfaces have the ids that the subnet shows.
        var interfaces = _world.Arm.Read($"{sets}/{names[0]}/virtualMachines/1/networkInterfaces", "2018-10-01")["value"]!.AsArray();
        var configuration = (string)interfaces.Single()!["properties"]!["ipConfigurations"]![0]!["id"]!;
        Assert.Contains(
            configuration,
            _world.Arm.Read(ClusterWorld.Subnet)["properties"]!["ipConfigurations"]!.AsArray().Select(static item => (string)item!["id"]!));
        Assert.Equal("10.42.0.5", (string)interfaces[0]!["properties"]!["ipConfigurations"]![0]!["properties"]!["privateIPAddress"]!);
        Assert.Equal("ResourceNotFound", _world.Arm.Get(sets + "/other/publicipaddresses", "2018-10-01").Code);
        Assert.Equal("ResourceNotFound", _world.Arm.Get($"{sets}/{names[0]}/virtualMachines/9", "2024-07-01").Code);
    }

    [Theory]
    [InlineData("Standard", false)]
    [InlineData("standardV2", true)]
    public void Only_a_StandardV2_gateway_translates_IPv6(string sku, bool connects)
    {
        var six = SimulatedArm.NetworkId(ClusterWorld.Contoso, "publicIPAddresses", "six");
        _world.Arm.Make(six, """
            {"location":"eastus","sku":{"name":"@s"},"properties":{"publicIPAllocationMethod":"Static","publicIPAddressVersion":"IPv6"}}
            """.With("@s", connects ? "StandardV2" : "Standard"));
        _world.Arm.Make(ClusterWorld.Gateway, """
            {"location":"eastus","sku":{"name":"@s"},"properties":{"publicIpAddressesV6":[{"id":"@i"}]}}
            """.With("@s", connects ? "StandardV2" : "Standard").With("@i", six));
        _world.Edit(state =>
        {
            state.Single(static item => (string)item!["id"]! == ClusterWorld.Gateway)!["sku"]!["name"] = sku;
            var network = state.Single(static item => (string)item!["id"]! == PathWorld.Network)!["properties"]!;
            network["addressSpace"]!["addressPrefixes"]!.AsArray().Add("fd00:db8::/48");
            var subnet = network["subnets"]!.AsArray().Single(static item => (string)item!["name"]! == "aks")!["properties"]!.AsObject();
            subnet.Remove("addressPrefix");
            subnet["addressPrefixes"] = new JsonArray("10.42.0.0/23", "fd00:db8::/64");
            subnet["natGateway"] = new JsonObject { ["id"] = ClusterWorld.Gateway };
        });
        Assert.Equal(connects, _world.Connects("2001:4860:4860::8888", 443));

        // Its IPv4 traffic has no other way.
        Assert.Equal("", _world.Seen());
    }

    [Fact]
    public void IPv6_needs_a_range_in_the_subnet() => Assert.False(_world.Connects("2001:4860:4860::8888", 443));

    [Fact]
    public void A_pod_subnet_decides_the_path_of_pods()
    {
        var pods = PathWorld.Network + "/subnets/pods";
        _world.Arm.Make(pods, """{"properties":{"addressPrefix":"10.42.128.0/20"}}""");
        _world.SystemPool(pool => pool["podSubnetID"] = pods);
        Assert.Equal(PathWorld.Direct, _world.Seen());

        // The nodes' routes don't concern pods; the pods' own do.
        _world.Routes("0.0.0.0/0>None");
        Assert.Equal(PathWorld.Direct, _world.Seen());
        var subnet = _world.Arm.Read(pods);
        subnet["properties"]!["routeTable"] = new JsonObject { ["id"] = ClusterWorld.Table };
        _world.Arm.Make(pods, subnet.ToJsonString());
        Assert.Equal("", _world.Seen());
    }

    [Fact]
    public void The_pod_runs_on_a_system_pool_that_has_nodes()
    {
        var other = PathWorld.Network + "/subnets/system";
        _world.Arm.Make(other, """{"properties":{"addressPrefix":"10.42.64.0/24"}}""");
        _world.Routes("0.0.0.0/0>None");
        _world.Cluster(properties =>
        {
            var pools = properties["agentPoolProfiles"]!.AsArray();
            var second = pools[0]!.DeepClone();
            second["name"] = "system2";
            second["vnetSubnetID"] = other;
            pools.Add(second);
        });
        Assert.Equal("", _world.Seen());
        _world.SystemPool(static pool => pool["powerState"] = new JsonObject { ["code"] = "Stopped" });
        Assert.Equal(PathWorld.Direct, _world.Seen());
    }

    [Theory]
    [InlineData("2025-07-01", "{}", false)]
    [InlineData("2025-07-01", """{"defaultOutboundAccess":true}""", true)]
    [InlineData("2025-05-01", "{}", null)]
    [InlineData("2025-05-01", """{"defaultOutboundAccess":false}""", false)]
    public void A_new_virtual_network_is_private_by_api_version(string version, string members, bool? expected)
    {
        var id = SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualNetworks", "new");
        var properties = JsonNode.Parse(members)!.AsObject();
        properties["addressPrefix"] = "10.50.0.0/24";
        JsonObject network = new()
        {
            ["location"] = "eastus",
            ["properties"] = new JsonObject
            {
                ["addressSpace"] = new JsonObject { ["addressPrefixes"] = new JsonArray("10.50.0.0/16") },
                ["subnets"] = new JsonArray(new JsonObject { ["name"] = "s", ["properties"] = properties }),
            },
        };
        _world.Arm.Make(id, network.ToJsonString(), version);
        Assert.Equal(expected, (bool?)_world.Arm.Read(id + "/subnets/s")["properties"]!["defaultOutboundAccess"]);

        // A later subnet follows the others.
        _world.Arm.Make(id + "/subnets/t", """{"properties":{"addressPrefix":"10.50.1.0/24"}}""");
        Assert.Equal(
            expected == false ? false : null, (bool?)_world.Arm.Read(id + "/subnets/t")["properties"]!["defaultOutboundAccess"]);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;
using Xunit;

namespace AksEgress.Tests.EgressPaths;

/// <summary>Effective routes and security rules, the next hop, and service tags.</summary>
public sealed class NetworkQueryTests : IDisposable
{
    private const string Attached = "\"virtualMachine\":{\"id\":\"" + SimulatedArm.Subscription
        + "/resourceGroups/contoso-rg/providers/Microsoft.Compute/virtualMachines/vm\"},";

    private readonly PathWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Effective_routes_are_the_result_of_an_operation()
    {
        _world.Routes("0.0.0.0/0>10.42.2.4 AzureCloud>Internet");
        _world.Gateway("Vpn", "10.9.0.0/16,0.0.0.0/0");
        var routes = Query(_world.Interface("vm", "10.42.1.60", members: Attached), "effectiveRouteTable");
        Assert.Equal(
            [
                "Default Active 10.42.0.0/16 VnetLocal", "Default Active 10.0.0.0/8 None", "Default Active 172.16.0.0/12 None",
                "Default Active 192.168.0.0/16 None", "Default Active 100.64.0.0/10 None", "Default Invalid 0.0.0.0/0 Internet",
                "Default Active Microsoft.Storage VirtualNetworkServiceEndpoint",
                "VirtualNetworkGateway Active 10.9.0.0/16 VirtualNetworkGateway",
                "VirtualNetworkGateway Invalid 0.0.0.0/0 VirtualNetworkGateway", "User Active 0.0.0.0/0 VirtualAppliance 10.42.2.4",
                "User Active AzureCloud Internet"
            ],
            routes.Select(Line));
        Assert.Equal("r0", (string?)routes[9]!["name"]);
    }

    [Fact]
    public void Effective_security_rules_are_grouped_by_their_group()
    {
        var own = SimulatedArm.NetworkId(ClusterWorld.Contoso, "networkSecurityGroups", "vm-nsg");
        _world.Arm.Make(own, """
            {"location":"eastus","properties":{"securityRules":[{"name":"web","properties":{"protocol":"Tcp","sourcePortRange":"*",
            "destinationPortRanges":["80","8000-8999"],"sourceAddressPrefix":"VirtualNetwork","destinationAddressPrefix":"Internet",
            "access":"Deny","priority":100,"direction":"Outbound"}}]}}
            """);
        var nic = _world.Interface("vm", "10.42.1.60", members: Attached + "\"networkSecurityGroup\":{\"id\":\"" + own + "\"},");
        var groups = Query(nic, "effectiveNetworkSecurityGroups");
        Assert.Equal(2, groups.Count);
        Assert.Equal(nic, (string?)groups[0]!["association"]!["networkInterface"]!["id"]);
        Assert.Equal(ClusterWorld.Subnet, (string?)groups[1]!["association"]!["subnet"]!["id"]);
        var rules = groups[0]!["effectiveSecurityRules"]!.AsArray();
        Assert.Equal(7, rules.Count);
        var rule = rules[0]!;
        Assert.Equal("securityRules/web", (string?)rule["name"]);
        Assert.Equal(["80-80", "8000-8999"], rule["destinationPortRanges"]!.AsArray().Select(static port => (string)port!));
        Assert.Contains("10.42.0.0/16", rule["expandedSourceAddressPrefix"]!.AsArray().Select(static prefix => (string)prefix!));
        Assert.Equal("defaultSecurityRules/DenyAllOutBound", (string?)rules[6]!["name"]);
        Assert.Equal("All", (string?)rules[6]!["protocol"]);
    }

    [Fact]
    public void Only_an_interface_of_a_virtual_machine_has_effective_routes()
    {
        var alone = _world.Interface("alone", "10.42.1.61");
        Assert.Equal(HttpStatusCode.BadRequest, _world.Arm.Send("POST", alone + "/effectiveRouteTable").Status);
        Assert.Equal("ResourceNotFound", _world.Arm.Send("POST", alone + "x/effectiveRouteTable").Code);

        // Scale sets' interfaces have GET only.
        var set = $"{SimulatedArm.Group(ClusterWorld.NodeGroup)}/providers/Microsoft.Compute/virtualMachineScaleSets/"
            + "aks-nodepool1-60230045-vmss/virtualMachines/0/networkInterfaces/aks-nodepool1-60230045-vmss";
        Assert.Equal("aks-nodepool1-60230045-vmss", (string?)_world.Arm.Read(set, "2018-10-01")["name"]);
        foreach (var action in (string[])["effectiveRouteTable", "effectiveNetworkSecurityGroups"])
        {
            var answer = _world.Arm.Send("POST", $"{set}/{action}", version: "2018-10-01");
            Assert.Equal((HttpStatusCode.NotFound, "InvalidResourceType"), (answer.Status, answer.Code));
        }
    }

    [Theory]
    [InlineData("151.101.1.1", "VirtualAppliance", "10.42.2.4", true)]
    [InlineData("10.42.0.9", "VnetLocal", null, false)]
    [InlineData("10.9.9.9", "None", null, false)]
    [InlineData("10.77.1.1", "None", null, true)]
    public void Network_Watcher_names_the_next_hop(string destination, string type, string? address, bool ofTable)
    {
        var watcher = Watcher();
        _world.Routes("0.0.0.0/0>10.42.2.4 10.77.0.0/16>None");
        _world.Interface("vm", "10.42.1.60", members: Attached);
        var answer = _world.Arm.Send("POST", watcher + "/nextHop", Body(destination, "virtualMachines/vm"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(type, (string?)answer.Body!["nextHopType"]);
        Assert.Equal(address, (string?)answer.Body["nextHopIpAddress"]);
        Assert.Equal(ofTable ? ClusterWorld.Table : "System Route", (string?)answer.Body["routeTableId"]);
    }

    [Fact]
    public void The_next_hop_needs_a_virtual_machine_and_addresses()
    {
        var watcher = Watcher();
        _world.Interface("vm", "10.42.1.60", members: Attached);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            _world.Arm.Send("POST", watcher + "/nextHop", Body("10.0.0.1", "virtualMachineScaleSets/s/virtualMachines/0")).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest, _world.Arm.Send("POST", watcher + "/nextHop", Body("example.com", "virtualMachines/vm")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, _world.Arm.Send("POST", watcher + "/nextHop", Body("10.0.0.1", "virtualMachines/other")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, _world.Arm.Send("POST", watcher + "x/nextHop", Body("10.0.0.1", "virtualMachines/vm")).Status);
    }

    [Fact]
    public void Service_tags_have_ranges_and_regions()
    {
        var list = _world.Arm.Read($"{SimulatedArm.Subscription}/providers/Microsoft.Network/locations/eastus/serviceTags");
        Assert.Equal("Public", (string?)list["cloud"]);
        var tag = list["values"]!.AsArray().Single(static item => (string)item!["name"]! == "ServiceBus.EastUS2")!;
        Assert.Equal("eastus2", (string?)tag["properties"]!["region"]);
        Assert.Equal(2, tag["properties"]!["addressPrefixes"]!.AsArray().Count);
        Assert.NotEqual(
            HttpStatusCode.OK,
            _world.Arm.Get($"{SimulatedArm.Subscription}/providers/Microsoft.Network/locations/nowhere/serviceTags").Status);
    }

    private static string Line(JsonNode? route)
    {
        var address = route!["nextHopIpAddress"]!.AsArray().FirstOrDefault();
        return $"{route["source"]} {route["state"]} {route["addressPrefix"]![0]} {route["nextHopType"]} {address}".TrimEnd();
    }

    private static string Body(string destination, string machine) =>
        "{\"targetResourceId\":\"" + SimulatedArm.Subscription + "/resourceGroups/contoso-rg/providers/Microsoft.Compute/" + machine
            + "\",\"sourceIPAddress\":\"10.42.1.60\",\"destinationIPAddress\":\"" + destination + "\"}";

    private string Watcher()
    {
        var id = SimulatedArm.NetworkId(ClusterWorld.Contoso, "networkWatchers", "watcher");
        _world.Arm.Make(id, """{"location":"eastus"}""");
        return id;
    }

    private JsonArray Query(string networkInterface, string action)
    {
        var started = _world.Arm.Send("POST", $"{networkInterface}/{action}");
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        Assert.Equal(HttpStatusCode.Accepted, _world.Arm.Get(started.Headers["Location"]).Status);
        _world.Arm.Clock.Advance(60);
        var done = _world.Arm.Get(started.Headers["Location"]);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal("Succeeded", (string?)_world.Arm.Get(started.Headers["Azure-AsyncOperation"]).Body!["status"]);

        // The interface itself doesn't change.
        Assert.Equal("Succeeded", (string?)_world.Arm.Read(networkInterface)["properties"]!["provisioningState"]);
        return done.Body!["value"]!.AsArray();
    }
}

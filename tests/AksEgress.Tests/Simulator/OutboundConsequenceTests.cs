using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>The effect of a completed change on addresses, gateways, and load balancers.</summary>
public sealed class OutboundConsequenceTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_change_to_a_route_table_releases_the_address_and_keeps_services()
    {
        _world.AttachTable();
        Assert.Equal(["20.81.4.17", "20.81.5.2"], _world.Addresses().Order());
        var put = _world.Change(properties => ClusterWorld.SetType(properties, "userDefinedRouting"));
        Assert.Equal(HttpStatusCode.OK, put.Status);
        Assert.Equal("Updating", put.State);
        Assert.Equal("30", put.Headers["Retry-After"]);
        Assert.False(put.Headers.ContainsKey("Location"));
        Assert.EndsWith("?api-version=2016-03-30", put.Headers["Azure-AsyncOperation"], StringComparison.Ordinal);
        Assert.Equal(2, _world.Addresses().Length);

        Arm.Clock.Advance(119);
        var running = Arm.Get(put.Headers["Azure-AsyncOperation"]).Body!;
        Assert.Equal(["name", "status", "startTime"], running.Select(static member => member.Key));
        Arm.Clock.Advance(1);
        var done = Arm.Get(put.Headers["Azure-AsyncOperation"]).Body!;
        Assert.Equal(["name", "status", "startTime", "endTime"], done.Select(static member => member.Key));
        Assert.Equal("Succeeded", (string?)done["status"]);

        var cluster = Arm.Read(ClusterWorld.Cluster);
        Assert.Empty(ClusterWorld.Effective(cluster));
        Assert.Equal(["20.81.5.2"], _world.Addresses());
        var balancer = Arm.Read(ClusterWorld.Balancer);
        Assert.Single(balancer["properties"]!["frontendIPConfigurations"]!.AsArray());
        Assert.Empty(balancer["properties"]!["outboundRules"]!.AsArray());
        Assert.Single(balancer["properties"]!["loadBalancingRules"]!.AsArray());

        // And back again, with another address.
        var back = _world.Make(properties => ClusterWorld.SetType(properties, "loadBalancer"));
        Assert.Equal(1, (int)back["properties"]!["networkProfile"]!["loadBalancerProfile"]!["managedOutboundIPs"]!["count"]!);
        var effective = Assert.Single(ClusterWorld.Effective(back));
        Assert.True(Guid.TryParse(effective[(effective.LastIndexOf('/') + 1)..], out _));
        Assert.NotEqual("20.81.4.17", (string?)Arm.Read(effective)["properties"]!["ipAddress"]);
        var rule = Arm.Read(ClusterWorld.Balancer)["properties"]!["outboundRules"]![0]!.AsObject();
        Assert.Equal("aksOutboundRule", (string?)rule["name"]);
        Assert.Equal("aks-slb-managed-outbound-ip", (string?)Arm.Read(effective)["tags"]!["aks-managed-type"]);
    }

    [Fact]
    public void The_count_of_managed_addresses_is_reached_and_existing_ones_stay()
    {
        var first = Assert.Single(ClusterWorld.Effective(Arm.Read(ClusterWorld.Cluster)));
        var three = _world.Make(properties =>
            properties["networkProfile"]!["loadBalancerProfile"]!["managedOutboundIPs"] = JsonNode.Parse("""{"count":2,"countIPv6":1}"""));
        Assert.Equal(3, ClusterWorld.Effective(three).Length);
        Assert.Equal(first, ClusterWorld.Effective(three)[0]);
        Assert.Equal(4, _world.Addresses().Length);
        var one = _world.Make(properties =>
            properties["networkProfile"]!["loadBalancerProfile"]!["managedOutboundIPs"] = JsonNode.Parse("""{"count":1}"""));
        Assert.Equal([first], ClusterWorld.Effective(one));
        Assert.Equal(2, _world.Addresses().Length);
    }

    [Fact]
    public void Own_addresses_and_prefixes_replace_managed_ones()
    {
        var ip = SimulatedArm.NetworkId("contoso-rg", "publicIPAddresses", "mine");
        Arm.Make(ip, """{"location":"eastus","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Static"}}""");
        var own = _world.Make(properties => properties["networkProfile"]!["loadBalancerProfile"] =
            JsonNode.Parse("""{"outboundIPs":{"publicIPs":[{"id":"@ip"}]},"idleTimeoutInMinutes":10}""".With("@ip", ip)));
        Assert.Equal([ip], ClusterWorld.Effective(own));
        Assert.Equal(["20.81.5.2"], _world.Addresses());
        Assert.Equal(
            ClusterWorld.Balancer + "/frontendIPConfigurations/mine", (string?)Arm.Read(ip)["properties"]!["ipConfiguration"]!["id"]);
        Assert.Equal("PublicIPAddressCannotBeDeleted", Arm.Send("DELETE", ip).Code);

        var prefix = SimulatedArm.NetworkId("contoso-rg", "publicIPPrefixes", "pre");
        Arm.Make(prefix, """{"location":"eastus","properties":{"prefixLength":31}}""");
        var prefixed = _world.Make(properties => properties["networkProfile"]!["loadBalancerProfile"] =
            JsonNode.Parse("""{"outboundIPPrefixes":{"publicIPPrefixes":[{"id":"@p"}]}}""".With("@p", prefix)));
        Assert.Equal([prefix], ClusterWorld.Effective(prefixed));
        Arm.Delete(ip);
        Assert.Equal("InUsePublicIpPrefixCannotBeDeleted", Arm.Send("DELETE", prefix).Code);
    }

    [Fact]
    public void A_managed_gateway_is_created_and_removed_with_its_addresses()
    {
        const string group = "MC_fabrikam-rg_fabrikam-aks_westeurope";
        var three = _world.Make(
            properties => properties["networkProfile"]!["natGatewayProfile"]!["managedOutboundIPProfile"]!["count"] = 3,
            ClusterWorld.Fabrikam);
        Assert.Equal(3, ClusterWorld.Effective(three, "natGatewayProfile").Length);
        Assert.Equal(3, _world.Addresses(group).Length);
        var gateway = Arm.Read($"{SimulatedArm.Group(group)}/providers/Microsoft.Network/natGateways")["value"]![0]!.AsObject();
        Assert.Equal(3, gateway["properties"]!["publicIpAddresses"]!.AsArray().Count);
        Assert.Single(gateway["properties"]!["subnets"]!.AsArray());

        // StandardV2: the same name with other addresses.
        var before = _world.Addresses(group);
        var second = _world.Make(
            properties => properties["networkProfile"]!["natGatewayProfile"]!["sku"] = "StandardV2", ClusterWorld.Fabrikam);
        Assert.Equal(3, ClusterWorld.Effective(second, "natGatewayProfile").Length);
        Assert.Empty(_world.Addresses(group).Intersect(before));
        var replaced = Arm.Read((string)gateway["id"]!);
        Assert.Equal("StandardV2", (string?)replaced["sku"]!["name"]);
        Assert.NotEqual((string?)gateway["properties"]!["resourceGuid"], (string?)replaced["properties"]!["resourceGuid"]);

        // none: no egress, so nothing remains.
        var blocked = _world.Make(properties =>
        {
            properties["networkProfile"]!["outboundType"] = "none";
            properties["networkProfile"]!.AsObject().Remove("natGatewayProfile");
            properties["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" };
        }, Standard());
        Assert.Equal("none", (string?)blocked["properties"]!["networkProfile"]!["outboundType"]);
        Assert.False(blocked["properties"]!["networkProfile"]!.AsObject().ContainsKey("natGatewayProfile"));
        var nodes = (string)blocked["properties"]!["nodeResourceGroup"]!;
        Assert.Empty(_world.Addresses(nodes));
        Assert.Empty(Arm.Read($"{SimulatedArm.Group(nodes)}/providers/Microsoft.Network/natGateways")["value"]!.AsArray());
        Assert.Empty(Arm.Read($"{SimulatedArm.Group(nodes)}/providers/Microsoft.Network/loadBalancers")["value"]!.AsArray());
    }

    [Fact]
    public void Own_addresses_require_StandardV2_and_change_with_the_SKU()
    {
        var ip = SimulatedArm.NetworkId("fabrikam-rg", "publicIPAddresses", "mine");
        Arm.Make(ip, """{"location":"westeurope","sku":{"name":"StandardV2"},"properties":{"publicIPAllocationMethod":"Static"}}""");
        var own = _world.Make(properties => properties["networkProfile"]!["natGatewayProfile"] =
            JsonNode.Parse("""{"sku":"StandardV2","outboundIPs":{"publicIPs":["@ip"]}}""".With("@ip", ip)), ClusterWorld.Fabrikam);
        Assert.Equal([ip], ClusterWorld.Effective(own, "natGatewayProfile"));
        Assert.Empty(_world.Addresses("MC_fabrikam-rg_fabrikam-aks_westeurope"));
        Assert.Equal(HttpStatusCode.BadRequest, _world.Change(properties => properties["networkProfile"]!["natGatewayProfile"] =
            JsonNode.Parse("""{"sku":"StandardV2","managedOutboundIPProfile":{"count":1}}"""), ClusterWorld.Fabrikam).Status);
    }

    // By then, fabrikam uses StandardV2, which can't be changed back: the rest uses a cluster of its own.
    private string Standard()
    {
        var id = SimulatedArm.ClusterId("fabrikam-rg", "old-aks");
        Arm.Make(
            id,
            """{"location":"westcentralus","properties":{"agentPoolProfiles":[{"name":"np","mode":"System"}],"networkProfile":"""
                + """{"outboundType":"managedNATGateway"}}}""");
        Assert.Single(_world.Addresses("MC_fabrikam-rg_old-aks_westcentralus"));
        return id;
    }
}

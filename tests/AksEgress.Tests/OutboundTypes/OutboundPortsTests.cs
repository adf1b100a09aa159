using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>The check of outbound ports: AKS counts the maximum number of nodes that the autoscaler and an upgrade can add.</summary>
public sealed class OutboundPortsTests
{
    [Fact]
    public async Task The_documented_case_is_reported_with_its_figures()
    {
        // SupportArticles: 8000 ports, 9 nodes, 1 address: "requires 72000 ports but only 64000 ports are available".
        var land = new Landscape().Pool("np", count: 8);

        var finding = Assert.Single(
            await land.CheckAsync(Targets.Balancer(new(AllocatedOutboundPorts: 8000))),
            finding => finding.Severity == FindingSeverity.Error);

        Assert.Equal(
            "8000 ports for each of up to 9 nodes (including maxCount and maxSurge) require 72000 ports, but 1 addresses provide 64000.",
            finding.Found);
        Assert.Equal("InvalidLoadBalancerProfileAllocatedOutboundPorts", finding.Prevents);
        Assert.Equal("Specify at most 7104 ports, or at least 2 addresses.", finding.Next);
    }

    [Theory]
    [InlineData(7104, 1, true)]
    [InlineData(7112, 1, false)]
    [InlineData(8000, 2, true)]
    [InlineData(0, 1, true)]
    public async Task The_proposal_of_the_finding_is_sufficient(int ports, int addresses, bool fine)
    {
        var land = new Landscape().Pool("np", count: 8);

        Assert.Equal(
            fine, Fine(await land.CheckAsync(Targets.Balancer(new(ManagedOutboundIpCount: addresses, AllocatedOutboundPorts: ports)))));
    }

    // 64000 / 6400 = 10 nodes are exactly possible.
    [Theory]
    [InlineData("""{ "count": 9 }""", true)]
    [InlineData("""{ "count": 10 }""", false)]
    [InlineData("""{ "count": 10, "upgradeSettings": { "maxSurge": "0" } }""", true)]
    [InlineData("""{ "count": 8, "upgradeSettings": { "maxSurge": "2" } }""", true)]
    [InlineData("""{ "count": 8, "upgradeSettings": { "maxSurge": "3" } }""", false)]
    [InlineData("""{ "count": 8, "upgradeSettings": { "maxSurge": 3 } }""", false)]
    [InlineData("""{ "count": 8, "upgradeSettings": { "maxSurge": "25%" } }""", true)]
    [InlineData("""{ "count": 8, "upgradeSettings": { "maxSurge": "26%" } }""", false)]
    [InlineData("""{ "count": 1, "enableAutoScaling": true, "maxCount": 9 }""", true)]
    [InlineData("""{ "count": 1, "enableAutoScaling": true, "maxCount": 10 }""", false)]
    [InlineData("""{ "count": 1, "enableAutoScaling": false, "maxCount": 100 }""", true)]
    public async Task Nodes_are_counted_with_their_maximum(string pool, bool fine)
    {
        var document = JsonNode.Parse(pool)!.AsObject();
        var land = new Landscape().Pool("np", count: document["count"]!.GetValue<int>(), more: pool);

        Assert.Equal(fine, Fine(await land.CheckAsync(Targets.Balancer(new(AllocatedOutboundPorts: 6400)))));
    }

    [Fact]
    public async Task All_pools_share_the_ports()
    {
        var land = new Landscape().Pool("a", count: 4).Pool("b", count: 4);

        // 4 + 1 and 4 + 1 nodes.
        Assert.True(Fine(await land.CheckAsync(Targets.Balancer(new(AllocatedOutboundPorts: 6400)))));
        Assert.False(Fine(await land.CheckAsync(Targets.Balancer(new(AllocatedOutboundPorts: 6408)))));
    }

    [Theory]
    [InlineData("20.3.0.0/31", 2)]
    [InlineData("20.3.0.0/28", 16)]
    public async Task All_addresses_of_a_prefix_count(string range, int addresses)
    {
        var land = new Landscape().Pool("np", count: 9);
        var prefix = land.Prefix("p", range);

        var enough = 6400 * addresses;
        Assert.True(
            Fine(
                await land.CheckAsync(Targets.Balancer(new(OutboundIpPrefix: [prefix], AllocatedOutboundPorts: Math.Min(64000, enough))))));
        if (enough < 64000)
        {
            Assert.False(
                Fine(await land.CheckAsync(Targets.Balancer(new(OutboundIpPrefix: [prefix], AllocatedOutboundPorts: enough + 8)))));
        }
    }

    [Fact]
    public async Task Fewer_addresses_are_checked_against_the_configured_ports()
    {
        var land = new Landscape().Pool("np", count: 9);
        land.Network["loadBalancerProfile"]!["managedOutboundIPs"]!["count"] = 2;
        land.Network["loadBalancerProfile"]!["allocatedOutboundPorts"] = 12800;

        Assert.False(Fine(await land.CheckAsync(Targets.Balancer(new(ManagedOutboundIpCount: 1)))));
        Assert.True(Fine(await land.CheckAsync(Targets.Balancer(new(IdleTimeoutInMinutes: 10)))));
    }

    [Fact]
    public async Task Specifying_only_the_IPv6_count_keeps_the_IPv4_count()
    {
        var land = new Landscape().Pool("np", count: 9);
        land.Network["loadBalancerProfile"]!["managedOutboundIPs"]!["count"] = 2;
        land.Network["loadBalancerProfile"]!["allocatedOutboundPorts"] = 12800;

        Assert.True(Fine(await land.CheckAsync(Targets.Balancer(new(ManagedOutboundIpv6Count: 1)))));
    }

    [Fact]
    public async Task Ports_of_a_former_load_balancer_do_not_count()
    {
        var land = new Landscape(OutboundTypeNames.ManagedNatGateway).Pool("np", count: 9);
        land.Network["loadBalancerProfile"] = new JsonObject { ["allocatedOutboundPorts"] = 64000 };

        Assert.True(Fine(await land.CheckAsync(Targets.LoadBalancer)));
    }

    private static bool Fine(IEnumerable<Finding> findings) =>
        findings.All(finding => finding.Id != nameof(FindingKinds.OutboundPortsInsufficient));
}

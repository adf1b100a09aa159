using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>
/// The pre-flight checks in larger configurations: several pools and subnets, shared route tables, unreadable resources.
/// </summary>
public sealed class PreflightTests
{
    [Fact]
    public async Task The_subnets_of_all_pools_are_checked_and_findings_name_the_pools()
    {
        var land = new Landscape();
        var good = land.Subnet("good", land.Table("rt"));
        var bad = land.Subnet("bad");
        land.Pool("a", good).Pool("b", bad).Pool("c", bad);

        var finding = Assert.Single(await land.CheckAsync(Targets.Routing), finding => finding.Severity == FindingSeverity.Error);

        Assert.Equal((nameof(FindingKinds.RouteTableMissing), bad), (finding.Id, finding.Evidence));
        Assert.Equal("Subnet 'bad' (node pools b, c) has no route table.", finding.Found);
        Assert.Contains("Set-AksEgressSubnet bad -VirtualNetworkName vnet", finding.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_subnet_needs_an_egress_path_too()
    {
        var land = new Landscape();
        land.Pool("np", land.Subnet("nodes", gateway: land.Gateway("ngw", land.Ip("ip", "20.3.0.1"))), podSubnet: land.Subnet("pods"));

        var finding = Assert.Single(await land.CheckAsync(Targets.OwnNat), finding => finding.Severity == FindingSeverity.Error);

        Assert.Equal("Subnet 'pods' (node pools np) has no NAT gateway.", finding.Found);
    }

    [Fact]
    public async Task A_shared_route_table_is_reported_once_if_the_finding_is_the_same()
    {
        var land = new Landscape();
        var table = land.Table("rt", hop: "192.0.2.9");
        land.Pool("a", land.Subnet("a", table)).Pool("b", land.Subnet("b", table));

        var ids = (await land.CheckAsync(Targets.Routing)).Select(finding => finding.Id).ToList();

        Assert.Single(ids, id => id == nameof(FindingKinds.NextHopOutsideNetwork));
        Assert.Single(ids, id => id == nameof(FindingKinds.NextHopUnknown));
    }

    [Fact]
    public async Task Subnets_of_two_networks_are_both_read()
    {
        var land = new Landscape();
        land.Pool("a", land.Subnet("x", network: "one")).Pool("b", land.Subnet("x", network: "two"));

        Assert.Equal(2, (await land.CheckAsync(Targets.OwnNat)).Count(finding => finding.Id == nameof(FindingKinds.NatGatewayMissing)));
    }

    [Fact]
    public async Task The_most_severe_finding_comes_first()
    {
        var land = Landscape.Own(table: land => land.Table("rt", hop: "192.0.2.9")).Pool("old", more: """{ "type": "AvailabilitySet" }""");

        var severities = (await land.CheckAsync(Targets.Routing)).Select(finding => finding.Severity).ToList();

        Assert.Equal([.. severities.OrderDescending()], severities);
        Assert.Contains(FindingSeverity.Error, severities);
        Assert.Contains(FindingSeverity.Warning, severities);
        Assert.Contains(FindingSeverity.Information, severities);
    }

    [Fact]
    public async Task A_busy_pool_is_named_although_the_cluster_has_Succeeded()
    {
        var land = Landscape.Managed().Pool("busy", more: """{ "provisioningState": "Upgrading" }""");

        var finding = Assert.Single(await land.CheckAsync(Targets.Nat), finding => finding.Id == nameof(FindingKinds.OperationRunning));

        Assert.Equal("Another operation is running on 'busy' (state Upgrading).", finding.Found);
    }

    [Theory]
    [InlineData("/routeTables/", nameof(FindingKinds.RouteTableMissing))]
    [InlineData("/natGateways/", nameof(FindingKinds.NatGatewayMissing))]
    public async Task An_unreadable_resource_is_reported_as_unreadable_and_not_as_missing(string closed, string missing)
    {
        var land = Landscape.Own(table: land => land.Table("rt"), gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.1")));
        land.Refusals[closed] = 403;

        var findings = await land.CheckAsync(closed == "/routeTables/" ? Targets.Routing : Targets.OwnNat);

        var finding = Assert.Single(findings, finding => finding.Id == nameof(FindingKinds.ResourceNotReadable));
        Assert.Contains(closed, finding.Found, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("may not read", finding.Found, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.Id == missing);
    }

    [Fact]
    public async Task A_dangling_reference_is_reported()
    {
        var land = Landscape.Own(table: _ => Landscape.NetworkId("routeTables", "gone"));

        var findings = await land.CheckAsync(Targets.Routing);

        Assert.Contains(findings, finding => finding.Found.Contains("gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_network_is_an_error_of_its_subnets()
    {
        var land = Landscape.Own();
        land.Refusals["/virtualNetworks/"] = 403;

        var ids = (await land.CheckAsync(Targets.Routing)).Select(finding => finding.Id).ToList();

        Assert.Contains(nameof(FindingKinds.SubnetNotFound), ids);
        Assert.Contains(nameof(FindingKinds.ResourceNotReadable), ids);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task Other_refusals_end_the_plan(int status)
    {
        var land = Landscape.Own(table: land => land.Table("rt"));
        land.Refusals["/routeTables/"] = status;

        Assert.Equal(status, (await Assert.ThrowsAsync<Core.Arm.ArmException>(() => land.CheckAsync(Targets.Routing))).Status);
    }

    [Theory]
    [InlineData("10.1.2.4", true)]
    [InlineData("10.1.255.255", true)]
    [InlineData("10.2.0.0", false)]
    [InlineData("10.0.255.255", false)]
    [InlineData("not-an-address", false)]
    public async Task A_next_hop_is_inside_or_outside_by_its_bits(string hop, bool inside)
    {
        var land = Landscape.Own(table: land => land.Table("rt", hop: hop));

        var findings = await land.CheckAsync(Targets.Routing);

        Assert.Equal(inside, findings.All(finding => finding.Id != nameof(FindingKinds.NextHopOutsideNetwork)));
    }

    [Fact]
    public async Task A_gateway_as_next_hop_causes_no_finding_about_addresses()
    {
        var land = Landscape.Own(table: land => land.Table("rt", "VirtualNetworkGateway"));

        Assert.DoesNotContain(await land.CheckAsync(Targets.Routing), finding => finding.Severity > FindingSeverity.Information);
    }

    [Theory]
    [InlineData("20.3.0.200", true)]
    [InlineData("20.3.0.200/32", true)]
    [InlineData("20.3.0.192/27", true)]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("20.3.0.201", false)]
    [InlineData("20.3.0.0/25", false)]
    [InlineData("2001:db8::/32", false)]
    public async Task A_range_contains_an_address_by_its_bits(string range, bool holds)
    {
        var land = Landscape.Own(gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.200")));
        land.With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray("198.51.100.0/24", range) });

        var findings = await land.CheckAsync(Targets.OwnNat);

        Assert.Equal(holds, findings.All(finding => finding.Id != nameof(FindingKinds.AuthorizedRangesExcludeAddress)));
    }

    [Theory]
    [InlineData("20.3.0.0/29", true)]
    [InlineData("20.3.0.0/30", true)]
    [InlineData("20.3.0.0/31", false)]
    public async Task The_ranges_must_contain_the_whole_prefix(string range, bool holds)
    {
        var land = Landscape.Own(gateway: land => land.Gateway("ngw", land.Prefix("p", "20.3.0.0/30")));
        land.With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray(range) });

        var findings = await land.CheckAsync(Targets.OwnNat);

        Assert.Equal(holds, findings.All(finding => finding.Id != nameof(FindingKinds.AuthorizedRangesExcludeAddress)));
    }

    [Fact]
    public async Task Behind_an_unknown_appliance_it_is_unknown_whether_the_ranges_contain_the_address()
    {
        var land = Landscape.Own(table: land => land.Table("rt"))
            .With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray("198.51.100.0/24") });

        Assert.Contains(await land.CheckAsync(Targets.Routing), finding => finding.Id == nameof(FindingKinds.AuthorizedRangesUnknown));
    }

    [Theory]
    [InlineData("20.3.0.0/25", nameof(FindingKinds.AuthorizedRangesExcludeAddress))]
    [InlineData("0.0.0.0/32", nameof(FindingKinds.AuthorizedRangesLoadBalancerOnly))]
    [InlineData("20.3.0.200/32", null)]
    public async Task A_change_to_the_load_balancer_requires_a_range_for_a_remaining_NAT_gateway(string range, string? expected)
    {
        var land = Landscape.Own(
            gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.200")), outboundType: OutboundTypeNames.UserAssignedNatGateway);
        land.With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray(range) });

        var ids = (await land.CheckAsync(Targets.LoadBalancer))
            .Select(finding => finding.Id)
            .Where(id => id.StartsWith("AuthorizedRanges", StringComparison.Ordinal));

        Assert.Equal(expected is null ? [] : [expected], ids);
    }

    [Fact]
    public async Task One_subnet_with_a_gateway_requires_its_range_next_to_an_address_that_AKS_will_create()
    {
        var land = new Landscape(OutboundTypeNames.UserAssignedNatGateway);
        land.Pool("a", land.Subnet("a")).Pool("b", land.Subnet("b", gateway: land.Gateway("ngw", land.Ip("ip", "20.3.0.200"))));
        land.With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray("198.51.100.0/24") });

        var finding = Assert.Single(
            await land.CheckAsync(Targets.LoadBalancer), finding => finding.Id.StartsWith("AuthorizedRanges", StringComparison.Ordinal));
        var plan = await land.PlanAsync(Targets.LoadBalancer with { UpdateAuthorizedIpRange = true });

        Assert.StartsWith("The new egress IP address 20.3.0.200 (ngw)", finding.Found, StringComparison.Ordinal);
        Assert.Null(plan.AddressesAfter);
        Assert.Contains("add 20.3.0.200/32 to the authorized IP ranges", plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_adds_a_range_for_a_NAT_gateway_that_remains_after_a_change_to_the_load_balancer()
    {
        var land = Landscape.Own(
            gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.200")), outboundType: OutboundTypeNames.UserAssignedNatGateway);
        land.With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray("198.51.100.0/24") });

        var plan = await land.PlanAsync(Targets.LoadBalancer with { UpdateAuthorizedIpRange = true });

        Assert.Contains("add 20.3.0.200/32 to the authorized IP ranges", plan.Describe(), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Findings, finding => finding.Id.StartsWith("AuthorizedRanges", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_firewall_with_forced_tunneling_has_an_unknown_address()
    {
        var land = Landscape.Own(table: land => land.Table("rt")).Firewall("fw", "10.1.2.4", tunnelled: true);
        land.With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray("198.51.100.0/24") });

        var finding = Assert.Single(
            await land.CheckAsync(Targets.Routing), finding => finding.Id == nameof(FindingKinds.AuthorizedRangesAddressUnreadable));
        Assert.StartsWith("The egress IP address of 'aks' through 'fw'", finding.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Service_with_asymmetric_routing_gets_the_rule_that_publishes_it(bool known)
    {
        var land = Landscape.Own(table: land => land.Table("rt")).Service(isPublic: true);
        if (known)
        {
            land.Firewall("fw", "10.1.2.4", land.Ip("fw-ip", "20.4.0.1"));
            land.Ip("service-ip", "20.6.0.1", Landscape.NodeGroup);
        }

        var finding = Assert.Single(
            await land.CheckAsync(Targets.Routing), finding => finding.Id == nameof(FindingKinds.PublicServiceAsymmetricRouting));
        Assert.Contains(
            $"public Services receive traffic at {(known ? "20.6.0.1" : "service-ip")},", finding.Found, StringComparison.Ordinal);

        var name = known ? Landscape.NetworkId("azureFirewalls", "fw") : "<firewall>";
        Assert.Contains(
            $"Add-AksEgressFirewallRule {name} <name> -Dnat -CollectionName <name> -DestinationPort 443 -TranslatedAddress",
            finding.Next,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subnet_in_two_spellings_is_checked_once()
    {
        var land = new Landscape();
        var id = land.Subnet("aks");
        land.Pool("a", id).Pool("b", id.ToUpperInvariant()).Pool("c", id + "/");

        var finding = Assert.Single(
            await land.CheckAsync(Targets.Routing), finding => finding.Id == nameof(FindingKinds.RouteTableMissing));

        Assert.Equal("Subnet 'aks' (node pools a, b, c) has no route table.", finding.Found);
    }

    [Fact]
    public async Task A_change_that_keeps_the_addresses_has_no_finding_about_ranges()
    {
        var land = Landscape.Managed(OutboundTypeNames.ManagedNatGateway)
            .With(p => p["apiServerAccessProfile"] = new JsonObject { ["authorizedIPRanges"] = new JsonArray("20.2.0.1/32") });

        var plan = await land.PlanAsync(Targets.NatGateway(new(IdleTimeoutInMinutes: 10)));

        Assert.DoesNotContain(plan.Findings, finding => finding.Id.StartsWith("AuthorizedRanges", StringComparison.Ordinal));
        Assert.Equal(["20.2.0.1"], plan.AddressesAfter);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task An_address_that_this_cluster_already_uses_is_accepted(bool changesType, bool fine)
    {
        var land = Landscape.Managed(changesType ? OutboundTypeNames.ManagedNatGateway : OutboundTypeNames.LoadBalancer);
        var mine = land.Network[changesType
            ? "natGatewayProfile"
            : "loadBalancerProfile"]!["effectiveOutboundIPs"]![0]!["id"]!.GetValue<string>();

        var findings = await land.CheckAsync(Targets.Balancer(new(OutboundIp: [mine])));

        Assert.Equal(fine, findings.All(finding => finding.Id != nameof(FindingKinds.OutboundIpInUse)));
    }

    [Fact]
    public async Task Values_are_checked_at_both_limits()
    {
        static async Task<int> Errors(OutboundTarget target) =>
            (await Landscape.Managed(target.OutboundType).CheckAsync(target)).Count(finding =>
                finding.Id == nameof(FindingKinds.ValueOutOfRange));

        foreach (var (good, bad) in new (LoadBalancerOutbound, LoadBalancerOutbound)[]
        {
            (new(ManagedOutboundIpCount: 1), new(ManagedOutboundIpCount: 0)),
            (new(ManagedOutboundIpCount: 100), new(ManagedOutboundIpCount: 101)),
            (new(ManagedOutboundIpv6Count: 0), new(ManagedOutboundIpv6Count: -1)),
            (new(ManagedOutboundIpv6Count: 100), new(ManagedOutboundIpv6Count: 101)),
            (new(IdleTimeoutInMinutes: 4), new(IdleTimeoutInMinutes: 3)),
            (new(IdleTimeoutInMinutes: 120), new(IdleTimeoutInMinutes: 121)),
            (new(AllocatedOutboundPorts: 0), new(AllocatedOutboundPorts: -8)),
            (new(AllocatedOutboundPorts: 64000), new(AllocatedOutboundPorts: 64008)),
            (new(AllocatedOutboundPorts: 1024), new(AllocatedOutboundPorts: 1023)),
        })
        {
            Assert.Equal(0, await Errors(Targets.Balancer(good)));
            Assert.Equal(1, await Errors(Targets.Balancer(bad)));
        }

        foreach (var (good, bad) in new (NatGatewayOutbound, NatGatewayOutbound)[]
        {
            (new(ManagedOutboundIpCount: 1), new(ManagedOutboundIpCount: 0)),
            (new(ManagedOutboundIpCount: 16), new(ManagedOutboundIpCount: 17)),
            (new(ManagedOutboundIpv6Count: 1), new(ManagedOutboundIpv6Count: 0)),
            (new(ManagedOutboundIpv6Count: 16), new(ManagedOutboundIpv6Count: 17)),
            (new(IdleTimeoutInMinutes: 4), new(IdleTimeoutInMinutes: 3)),
            (new(IdleTimeoutInMinutes: 120), new(IdleTimeoutInMinutes: 121)),
        })
        {
            Assert.Equal(0, await Errors(Targets.NatGateway(good)));
            Assert.Equal(1, await Errors(Targets.NatGateway(bad)));
        }
    }
}

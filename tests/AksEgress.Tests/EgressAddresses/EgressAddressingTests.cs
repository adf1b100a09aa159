using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Resources;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.EgressAddresses;

/// <summary>The egress IP addresses of a cluster, now and after a change.</summary>
public sealed class EgressAddressingTests
{
    [Fact]
    public async Task With_a_load_balancer_the_addresses_are_those_that_AKS_reports()
    {
        var address = Assert.Single(await NowAsync(Landscape.Managed()));

        Assert.Equal(("20.1.0.1", EgressSource.LoadBalancer, null), (address.IpAddress, address.Source, address.Subnet));
        Assert.EndsWith("/publicIPAddresses/lb-ip", address.PublicIpId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_managed_gateway_the_addresses_are_those_that_AKS_reports() =>
        Assert.Equal(
            [("20.2.0.1", EgressSource.ManagedNatGateway)], Brief(await NowAsync(Landscape.Managed(OutboundTypeNames.ManagedNatGateway))));

    [Theory]
    [InlineData(OutboundTypeNames.None)]
    [InlineData(OutboundTypeNames.Block)]
    public async Task Without_egress_there_are_no_addresses(string type)
    {
        Assert.Empty(await NowAsync(Landscape.Managed(type)));
        Assert.Empty((await Landscape.Managed().PlanAsync(new(type))).AddressesAfter!);
    }

    [Fact]
    public async Task A_user_assigned_gateway_has_addresses_and_ranges()
    {
        var land = Landscape.Own(
            OutboundTypeNames.UserAssignedNatGateway,
            gateway: land => land.Gateway("ngw", land.Ip("a", "20.3.0.1"), land.Ip("b", "20.3.0.2"), land.Prefix("p", "20.3.1.0/30")));

        var addresses = await NowAsync(land);

        Assert.Equal(["20.3.0.1", "20.3.0.2", "20.3.1.0/30"], addresses.Select(address => address.ToString()));
        Assert.All(
            addresses, address => Assert.Equal((EgressSource.NatGateway, "ngw", "aks"), (address.Source, address.Via, address.Subnet)));
    }

    [Theory]
    [InlineData(OutboundTypeNames.UserAssignedNatGateway, "VirtualAppliance", "20.4.0.1")]
    [InlineData(OutboundTypeNames.UserDefinedRouting, "VirtualAppliance", "20.4.0.1")]
    [InlineData(OutboundTypeNames.UserAssignedNatGateway, "VirtualNetworkGateway", "(behind VirtualNetworkGateway)")]
    [InlineData(OutboundTypeNames.UserAssignedNatGateway, "Internet", "20.3.0.1")]
    [InlineData(OutboundTypeNames.UserDefinedRouting, "Internet", "20.3.0.1")]
    [InlineData(OutboundTypeNames.UserDefinedRouting, null, "20.3.0.1")]
    public async Task A_route_to_an_appliance_takes_precedence_over_a_gateway_for_any_type(string type, string? hopType, string leavesFrom)
    {
        var land = Landscape.Own(
            type, table: land => land.Table("rt", hopType), gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.1")));
        land.Firewall("fw", "10.1.2.4", land.Ip("fw-ip", "20.4.0.1"));

        Assert.Equal([leavesFrom], (await NowAsync(land)).Select(address => address.ToString()));
    }

    [Fact]
    public async Task A_firewall_uses_all_its_addresses()
    {
        var land = Landscape.Own(OutboundTypeNames.UserDefinedRouting, table: land => land.Table("rt"));
        land
            .Firewall("other", "10.1.3.4", land.Ip("no", "20.9.0.1"))
            .Firewall("fw", "10.1.2.4", land.Ip("a", "20.4.0.1"), land.Ip("b", "20.4.0.2"));

        var addresses = await NowAsync(land);

        Assert.Equal([("20.4.0.1", EgressSource.Firewall), ("20.4.0.2", EgressSource.Firewall)], Brief(addresses));
        Assert.All(addresses, address => Assert.Equal("fw", address.Via));
    }

    [Fact]
    public async Task Behind_an_unknown_appliance_the_addresses_are_unknown()
    {
        var land = Landscape.Own(table: land => land.Table("rt"));

        var plan = await land.PlanAsync(Targets.Routing);

        Assert.Equal(["(behind 10.1.2.4)"], plan.AddressesAfter);
    }

    [Fact]
    public async Task Two_subnets_behind_one_firewall_have_its_address_once()
    {
        var land = new Landscape(OutboundTypeNames.UserDefinedRouting);
        var table = land.Table("rt");
        land.Pool("a", land.Subnet("a", table)).Pool("b", land.Subnet("b", table), podSubnet: land.Subnet("pods", table));
        land.Firewall("fw", "10.1.2.4", land.Ip("ip", "20.4.0.1"));

        Assert.Equal([("20.4.0.1", EgressSource.Firewall)], Brief(await NowAsync(land)));
    }

    [Fact]
    public async Task Each_subnet_has_its_own_egress_path()
    {
        var land = new Landscape(OutboundTypeNames.UserDefinedRouting);
        land.Pool("a", land.Subnet("a", land.Table("one"))).Pool("b", land.Subnet("b", land.Table("two", hop: "10.1.9.9")));
        land.Firewall("fw", "10.1.2.4", land.Ip("ip", "20.4.0.1"));

        Assert.Equal(["20.4.0.1", "(behind 10.1.9.9)"], (await NowAsync(land)).Select(address => address.ToString()));
    }

    [Theory]
    [InlineData(false, "20.5.0.1")]
    [InlineData(true, "20.5.1.0/30")]
    public async Task Own_addresses_are_known_before_the_change(bool prefix, string expected)
    {
        var land = Landscape.Managed();
        string[] ips = [land.Ip("own", "20.5.0.1")];
        string[] prefixes = [land.Prefix("range", "20.5.1.0/30")];

        var balancer = await Landscape.Managed().PlanAsync(Targets.Balancer(new(ManagedOutboundIpCount: 2)));
        var own = await land.PlanAsync(Targets.Balancer(prefix ? new(OutboundIpPrefix: prefixes) : new(OutboundIp: ips)));
        var gateway = await land.PlanAsync(
            Targets.NatGateway(prefix ? new(OutboundIpPrefix: prefixes, Sku: "StandardV2") : new(OutboundIp: ips, Sku: "StandardV2")));

        Assert.Null(balancer.AddressesAfter);
        Assert.Equal([expected], own.AddressesAfter);
        Assert.Equal([expected], gateway.AddressesAfter);
    }

    [Fact]
    public async Task Addresses_in_two_subscriptions_are_read_from_their_own()
    {
        // Both have the same resource group name: a hub and its spoke are often created from one template.
        var land = Landscape.Own(OutboundTypeNames.UserAssignedNatGateway, gateway: land =>
            land.Gateway("ngw", land.Ip("a", "20.3.0.1", "network"), land.Ip("b", "20.3.0.2", "network", subscription: Landscape.Hub)));

        Assert.Equal(["20.3.0.1", "20.3.0.2"], (await NowAsync(land)).Select(address => address.ToString()));
    }

    [Fact]
    public async Task Several_addresses_of_one_group_are_read_in_one_request()
    {
        var land = Landscape.Own(OutboundTypeNames.UserAssignedNatGateway, gateway: land =>
            land.Gateway("ngw", [.. Enumerable.Range(1, 16).Select(i => land.Ip($"ip{i}", $"20.3.0.{i}"))]));

        Assert.Equal(16, (await NowAsync(land)).Count(address => address.IpAddress is not null));
        Assert.Single(land.Asked, path => path.Contains("publicIPAddresses", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_firewall_that_is_not_ready_is_no_next_hop()
    {
        var land = Landscape.Own(OutboundTypeNames.UserDefinedRouting, table: land => land.Table("rt", hopType: null));
        land.Firewall("fw", null, land.Ip("fw-ip", "20.4.0.1"));

        Assert.Empty(await NowAsync(land));
        Assert.DoesNotContain(land.Asked, path => path.Contains("publicIPAddresses", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_managed_network_with_a_load_balancer_is_not_read()
    {
        var land = Landscape.Managed();

        await NowAsync(land);

        Assert.Single(land.Asked);
    }

    [Theory]
    [InlineData(OutboundTypeNames.LoadBalancer)]
    [InlineData(OutboundTypeNames.None)]
    public async Task A_NAT_gateway_or_route_of_the_subnet_takes_precedence_over_every_outbound_type(string type)
    {
        var nat = Landscape.Own(type, gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.1")));
        var routed = Landscape.Own(type, table: land => land.Table("rt"), gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.1")));
        routed.Firewall("fw", "10.1.2.4", routed.Ip("fw-ip", "20.4.0.1"));

        Assert.Equal([("20.3.0.1", EgressSource.NatGateway)], Brief(await NowAsync(nat)));
        Assert.Equal([("20.4.0.1", EgressSource.Firewall)], Brief(await NowAsync(routed)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Internet")]
    [InlineData("None")]
    public async Task Without_an_appliance_the_load_balancer_decides(string? hopType)
    {
        var land = Landscape.Own(table: land => land.Table("rt", hopType));

        var address = Assert.Single(await NowAsync(land));

        Assert.Equal(("20.1.0.1", EgressSource.LoadBalancer, null), (address.IpAddress, address.Source, address.Subnet));
    }

    [Fact]
    public async Task One_subnet_uses_the_load_balancer_and_another_its_gateway()
    {
        var land = new Landscape();
        land.Pool("a", land.Subnet("a")).Pool("b", land.Subnet("b", gateway: land.Gateway("ngw", land.Ip("ip", "20.3.0.1"))));

        var addresses = await NowAsync(land);

        Assert.Equal([("20.1.0.1", "a"), ("20.3.0.1", "b")], addresses.Select(address => (address.IpAddress!, address.Subnet!)));
    }

    [Fact]
    public async Task A_plan_for_the_load_balancer_shows_the_addresses_that_traffic_really_uses()
    {
        var nat = Landscape.Own(OutboundTypeNames.UserAssignedNatGateway, gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.1")));
        var mixed = new Landscape(OutboundTypeNames.UserAssignedNatGateway);
        mixed.Pool("a", mixed.Subnet("a")).Pool("b", mixed.Subnet("b", gateway: mixed.Gateway("ngw", mixed.Ip("ip", "20.3.0.1"))));

        Assert.Equal(["20.3.0.1"], (await nat.PlanAsync(Targets.LoadBalancer)).AddressesAfter);
        Assert.Null((await mixed.PlanAsync(Targets.LoadBalancer)).AddressesAfter);
        Assert.Equal(
            ["20.5.0.1", "20.3.0.1"],
            (await mixed.PlanAsync(Targets.Balancer(new(OutboundIp: [mixed.Ip("own", "20.5.0.1")])))).AddressesAfter);
    }

    [Theory]
    [InlineData("/virtualNetworks/", "(behind vnet)")]
    [InlineData("/routeTables/", "(behind rt)")]
    [InlineData("/natGateways/", "(behind ngw)")]
    public async Task An_unreadable_egress_path_is_not_replaced_by_the_load_balancer(string closed, string shown)
    {
        var land = Landscape.Own(table: land => land.Table("rt", null), gateway: land => land.Gateway("ngw", land.Ip("ip", "20.3.0.1")));
        land.Refusals[closed] = 403;

        var told = new List<string>();
        var address = Assert.Single(
            await new EgressInspector(new ResourceStore(land), told.Add).AddressesAsync(View(land), CancellationToken.None));

        Assert.Equal((shown, EgressSource.Unknown), (address.ToString(), address.Source));
        Assert.Contains(closed, Assert.Single(told), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Of_two_firewalls_with_the_same_private_address_the_reachable_one_counts()
    {
        var hub = Landscape.NetworkId("virtualNetworks", "hub", subscription: Landscape.Hub);
        var land = new Landscape(OutboundTypeNames.UserDefinedRouting);
        land.Pool("np", land.Subnet("aks", land.Table("rt", hop: "10.9.0.4"), peered: "10.9.0.0/16", peer: hub));
        land.FirewallIn(
            Landscape.NetworkId("virtualNetworks", "elsewhere"), Landscape.Subscription, "else", "10.9.0.4", land.Ip("no", "20.9.0.1"));
        land.FirewallIn(hub, Landscape.Hub, "fw", "10.9.0.4", land.Ip("yes", "20.4.0.1", subscription: Landscape.Hub));

        Assert.Equal(["20.4.0.1"], (await NowAsync(land)).Select(address => address.ToString()));
    }

    [Fact]
    public async Task Of_two_unreachable_firewalls_none_is_guessed()
    {
        var land = Landscape.Own(OutboundTypeNames.UserDefinedRouting, table: land => land.Table("rt"));
        land.FirewallIn(Landscape.NetworkId("virtualNetworks", "x"), Landscape.Subscription, "one", "10.1.2.4", land.Ip("a", "20.9.0.1"));
        land.FirewallIn(Landscape.NetworkId("virtualNetworks", "y"), Landscape.Subscription, "two", "10.1.2.4", land.Ip("b", "20.9.0.2"));

        Assert.Equal(["(behind 10.1.2.4)"], (await NowAsync(land)).Select(address => address.ToString()));
    }

    [Fact]
    public async Task The_outbound_type_is_shown_with_its_addresses()
    {
        var land = Landscape.Own(OutboundTypeNames.UserDefinedRouting, table: land => land.Table("rt"));

        var shown = await new EgressInspector(new ResourceStore(land)).InspectAsync(View(land), CancellationToken.None);

        Assert.Equal(
            ("aks", "rg", OutboundTypeNames.UserDefinedRouting, VirtualNetworkMode.BringYourOwn),
            (shown.ClusterName, shown.ResourceGroupName, shown.OutboundType, shown.VirtualNetworkMode));
        Assert.Equal(["(behind 10.1.2.4)"], shown.EgressAddresses);
        Assert.Null(shown.LoadBalancerProfile);
    }

    private static Cluster View(Landscape land) => new(new ArmDocument(land.Cluster));

    private static Task<IReadOnlyList<EgressAddress>> NowAsync(Landscape land) =>
        new EgressInspector(new ResourceStore(land)).AddressesAsync(View(land), CancellationToken.None);

    private static IEnumerable<(string?, EgressSource)> Brief(IEnumerable<EgressAddress> addresses) =>
        addresses.Select(address => (address.IpAddress, address.Source));
}

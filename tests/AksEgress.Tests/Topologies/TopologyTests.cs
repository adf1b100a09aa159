using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.Core.Subnets;
using AksEgress.Core.Topologies;

namespace AksEgress.Tests.Topologies;

/// <summary>The resources that New-AksEgressTopology creates, and those that it leaves unchanged.</summary>
public sealed class TopologyTests : IDisposable
{
    private readonly TopologyLab _lab = new();

    public static TheoryData<TopologyKind> Kinds => [.. Enum.GetValues<TopologyKind>()];

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_is_created_completely_and_a_second_run_changes_nothing(TopologyKind kind)
    {
        var topology = await _lab.MakeAsync(TopologyLab.Request(kind));
        Assert.Equal(TopologyRequest.OutboundTypeOf(kind), topology.OutboundType);
        Assert.NotEmpty(topology.EgressAddress);
        Assert.All(topology.Steps, step => Assert.Contains(step.Done, (string[])["Created", "Completed"]));

        var before = _lab.State();
        var (gateway, wire) = await _lab.ConnectAsync();
        var again = await _lab.MakeAsync(TopologyLab.Request(kind), gateway);
        Assert.All(again.Steps, step => Assert.Equal("Found", step.Done));
        Assert.Empty(wire.Writes);
        Assert.Equal(topology.EgressAddress, again.EgressAddress);
        Assert.Equal(before, _lab.State());
    }

    [Fact]
    public async Task A_firewall_topology_egresses_only_through_its_firewall()
    {
        var request = TopologyLab.Request(TopologyKind.FirewallRouting);
        var topology = await _lab.MakeAsync(request with { Cluster = request.Cluster with { AuthorizedIpRange = ["8.8.4.0/24"] } });
        var store = await _lab.StoreAsync();
        var names = new TopologyNames(TopologyLab.ClusterId);
        var firewall = new Firewall(await store.ReadAsync(names.Firewall, default));
        var table = new RouteTable(await store.ReadAsync(names.RouteTable, default));
        var subnet = new Subnet(await store.ReadAsync(names.Subnet, default));
        var cluster = new Cluster(await store.ReadAsync(names.Cluster, default));

        var address = Assert.Single(topology.EgressAddress);
        Assert.Equal(table.Id, subnet.RouteTable, ignoreCase: true);
        Assert.Contains(table.Routes, route => route.IsDefault && route.NextHopIpAddress == firewall.PrivateIpAddress);
        Assert.Contains(table.Routes, route => route.AddressPrefix == address + "/32" && route.NextHopType == "Internet");
        Assert.Equal(["8.8.4.0/24", address + "/32"], cluster.AuthorizedIpRange);
        Assert.Contains(firewall.Rules, rule => rule.FqdnTag.Contains("AzureKubernetesService"));
        Assert.Contains(firewall.Rules, rule => rule.DestinationFqdn.Contains(cluster.Fqdn!));
        Assert.True(firewall.EnableDnsProxy);
    }

    [Fact]
    public async Task A_plan_only_reads()
    {
        var (gateway, wire) = await _lab.ConnectAsync();
        var plan = await new TopologyBuilder(gateway).PlanAsync(TopologyLab.Request(TopologyKind.FirewallRouting), default);
        Assert.Empty(wire.Writes);
        Assert.All(plan.Steps, step => Assert.Equal(PartState.Missing, step.State));
        Assert.All(plan.Describe().Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, 100));
        Assert.Contains("10  cluster 'contoso'", plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_of_another_owner_is_refused_before_anything_is_written()
    {
        var store = await _lab.StoreAsync();
        await _lab.MakeAsync(TopologyLab.Request(TopologyKind.LoadBalancer) with
        {
            ClusterId = ArmResourceId.Create(TopologyLab.ClusterId.SubscriptionId, "rg", ResourceTypes.ManagedClusters, "other")
        });
        var table = new TopologyNames(TopologyLab.ClusterId).RouteTable;
        await store.WriteAsync(
            table, Core.Documents.ArmDocument.Parse("""{ "location": "eastus", "properties": { "routes": [] } }"""), null, false, default);

        var (gateway, wire) = await _lab.ConnectAsync();
        var refused = await Assert.ThrowsAsync<EgressException>(() =>
            _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting), gateway));
        Assert.Equal(nameof(EgressErrors.TopologyPartNotOwned), refused.Id);
        Assert.Empty(wire.Writes);

        var forced = await _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting) with { AllowExisting = true });
        Assert.Equal("Completed", forced.Steps.Single(step => step.Name == "routes").Done);
    }

    [Fact]
    public async Task Additions_of_other_clients_to_a_part_stay()
    {
        await _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting));
        var store = await _lab.StoreAsync();
        var names = new TopologyNames(TopologyLab.ClusterId);
        await store.UpdateAsync(
            names.RouteTable,
            table =>
                RouteTableDesign.Apply(table, names.RouteTable, [new RouteRequest("theirs", "192.0.2.0/24", "None", null).ToRoute()], null),
            default);
        await store.UpdateAsync(
            names.Network, network => network.Properties["addressSpace"]!["addressPrefixes"]!.AsArray().Add("10.99.0.0/16"), default);

        var again = await _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting));
        Assert.All(again.Steps, step => Assert.Equal("Found", step.Done));
        Assert.Contains(new RouteTable(await store.ReadAsync(names.RouteTable, default)).Routes, route => route.Name == "theirs");
    }

    [Fact]
    public async Task A_removed_part_is_restored()
    {
        await _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting));
        var store = await _lab.StoreAsync();
        var names = new TopologyNames(TopologyLab.ClusterId);
        await store.UpdateAsync(names.RouteTable, table => table.Properties["routes"]!.AsArray().RemoveAt(1), default);
        var again = await _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting));
        Assert.Equal(["routes"], again.Steps.Where(step => step.Done != "Found").Select(step => step.Name));
        Assert.Equal(2, new RouteTable(await store.ReadAsync(names.RouteTable, default)).Routes.Count);
    }

    [Fact]
    public async Task A_subnet_whose_last_write_failed_is_in_the_plan_and_is_repaired()
    {
        var request = TopologyLab.Request(TopologyKind.NatGateway);
        await _lab.MakeAsync(request);
        var (gateway, wire) = await _lab.ConnectAsync();
        var subnet = await new ResourceStore(gateway).ReadAsync(new TopologyNames(TopologyLab.ClusterId).Subnet, default);
        subnet.Properties["provisioningState"] = "Failed";
        var writes = 0;
        wire.Answer = exchange =>
        {
            var isSubnet = exchange.Path.EndsWith("/subnets/aks", StringComparison.Ordinal);
            writes += isSubnet && exchange.Method == "PUT" ? 1 : 0;
            return isSubnet && writes == 0 && exchange.Method == "GET" ? (System.Net.HttpStatusCode.OK, subnet.ToJson()) : null;
        };

        var builder = new TopologyBuilder(gateway);
        var plan = await builder.PlanAsync(request, default);
        Assert.Equal(PartState.Failed, plan.Steps.Single(step => step.Name == "subnet").State);
        Assert.False(plan.IsMet);

        var topology = await builder.RunAsync(plan, null, default);
        Assert.Equal("Repaired", topology.Steps.Single(step => step.Name == "subnet").Done);
        Assert.Equal(1, writes);
    }

    [Fact]
    public async Task A_cluster_with_another_outbound_type_is_not_changed()
    {
        await _lab.MakeAsync(TopologyLab.Request(TopologyKind.LoadBalancer));
        var (gateway, wire) = await _lab.ConnectAsync();
        var refused = await Assert.ThrowsAsync<EgressException>(() =>
            _lab.MakeAsync(TopologyLab.Request(TopologyKind.ManagedNatGateway), gateway));
        Assert.Equal(nameof(EgressErrors.TopologyDiffers), refused.Id);
        Assert.Contains("Set-AksOutboundType", refused.Remedy, StringComparison.Ordinal);
        Assert.Empty(wire.Writes);
    }

    [Fact]
    public async Task A_failure_lists_the_created_parts_and_the_next_run_continues()
    {
        var (gateway, wire) = await _lab.ConnectAsync();
        wire.Answer = exchange => exchange.Method == "PUT" && exchange.Path.Contains("/azureFirewalls/", StringComparison.Ordinal)
            ? (System.Net.HttpStatusCode.BadRequest, """{ "error": { "code": "QuotaExceeded", "message": "No more firewalls here." } }""")
            : null;
        var failed = await Assert.ThrowsAsync<EgressException>(() =>
            _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting), gateway));
        Assert.Equal(nameof(EgressErrors.TopologyUnfinished), failed.Id);
        Assert.Contains("5 of 11 parts are ready", failed.Message, StringComparison.Ordinal);
        Assert.Contains("QuotaExceeded: No more firewalls here.", failed.Message, StringComparison.Ordinal);
        Assert.Contains("cluster 'contoso'", failed.Message, StringComparison.Ordinal);

        var again = await _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting));
        Assert.Equal(5, again.Steps.Count(step => step.Done == "Found"));
    }

    [Fact]
    public async Task Run_TheSubnetLostItsRouteTableMeanwhile_SendsNoCluster()
    {
        var store = await _lab.StoreAsync();
        var names = new TopologyNames(TopologyLab.ClusterId);
        var (gateway, wire) = await _lab.ConnectAsync();
        var builder = new TopologyBuilder(gateway);
        var plan = await builder.PlanAsync(TopologyLab.Request(TopologyKind.FirewallRouting), default);
        var isTaken = false;
        wire.Before = exchange =>
        {
            // When the last part is due, another client changes a resource that it needs.
            if (!isTaken && exchange.Method == "GET" && exchange.Path.EndsWith("/managedClusters/contoso", StringComparison.Ordinal))
            {
                isTaken = true;
                store.UpdateAsync(names.Subnet, subnet => subnet.Properties.Remove("routeTable"), default).GetAwaiter().GetResult();
            }
        };

        var failed = await Assert.ThrowsAsync<EgressException>(() => builder.RunAsync(plan, null, default));

        Assert.True(isTaken);
        Assert.Contains("RouteTableMissing", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wire.Writes, exchange => exchange.WritesCluster);
    }

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.1.0/24", "10.0.0.0/26", "SubnetOutsideNetwork")]
    [InlineData("10.0.0.0/16", "10.0.1.0/24", "10.0.1.0/26", "SubnetOverlaps")]
    [InlineData("10.0.0.0/16", "10.0.1.0/24", "10.0.2.0/27", "InvalidValue")]
    [InlineData("10.0.0.0/16", "ten", "10.0.2.0/26", "InvalidValue")]
    public async Task Ranges_are_checked_before_anything_is_sent(string network, string subnet, string firewall, string error)
    {
        var (gateway, wire) = await _lab.ConnectAsync();
        var request = TopologyLab.Request(TopologyKind.FirewallRouting) with
        {
            AddressPrefix = network,
            SubnetPrefix = subnet,
            FirewallSubnetPrefix = firewall
        };
        var refused = await Assert.ThrowsAsync<EgressException>(() => new TopologyBuilder(gateway).PlanAsync(request, default));
        Assert.Equal(error, refused.Id);
        Assert.Empty(wire.Requests);
    }

    [Fact]
    public async Task The_preflight_checks_run_before_the_group_is_created()
    {
        var request = TopologyLab.Request(TopologyKind.ManagedNatGateway);
        var outbound = request.Cluster.Outbound with
        {
            NatGateway = request.Cluster.Outbound.NatGateway with { ManagedOutboundIpv6Count = 1, Sku = "Standard" }
        };
        var (gateway, wire) = await _lab.ConnectAsync();
        var refused = await Assert.ThrowsAsync<EgressException>(() =>
            new TopologyBuilder(gateway).PlanAsync(request with { Cluster = request.Cluster with { Outbound = outbound } }, default));
        Assert.Equal(nameof(EgressErrors.PreflightFailed), refused.Id);
        Assert.Empty(wire.Writes);
    }

    [Theory]
    [InlineData(TopologyKind.FirewallRouting)]
    [InlineData(TopologyKind.NatGateway)]
    public async Task A_network_that_overlaps_the_Service_range_is_refused_before_anything_is_created(TopologyKind kind)
    {
        var request = TopologyLab.Request(kind) with
        {
            AddressPrefix = "10.0.0.0/16",
            SubnetPrefix = "10.0.1.0/24",
            FirewallSubnetPrefix = kind == TopologyKind.FirewallRouting ? "10.0.2.0/26" : null
        };
        var (gateway, wire) = await _lab.ConnectAsync();
        var refused = await Assert.ThrowsAsync<EgressException>(() => new TopologyBuilder(gateway).PlanAsync(request, default));
        Assert.Equal(nameof(EgressErrors.PreflightFailed), refused.Id);
        Assert.Contains("ServiceRangeOverlaps", refused.Message, StringComparison.Ordinal);
        Assert.Empty(wire.Writes);

        var moved = await _lab.MakeAsync(request with
        {
            Cluster = request.Cluster with { ServiceCidr = "172.20.0.0/16", DnsServiceIp = "172.20.0.10" }
        });
        Assert.Single(moved.EgressAddress);
    }
}

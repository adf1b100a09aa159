using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.OutboundTypes;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>Changes that succeed, on the simulated ARM behind the real adapter.</summary>
public sealed class OutboundTypeChangerTests
{
    [Fact]
    public async Task A_cluster_changes_from_load_balancer_to_gateway_to_firewall_and_back()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var balancer = lab.Cluster();

        var toGateway = await RunAsync(lab, Targets.OwnNat);
        lab.Attach(table: true, gateway: true);
        var toFirewall = await RunAsync(lab, Targets.Routing);

        Assert.Equal((LoadBalancer, UserAssignedNatGateway, "ReadBack"), (toGateway.From, toGateway.To, toGateway.Verified));
        Assert.Equal([lab.Address("nat-ip")], toGateway.AddressesAfter);
        Assert.Equal([lab.Address("nat-ip")], toGateway.AllowListAdd);
        Assert.Equal(toGateway.AddressesReleased, toGateway.AllowListRemove);
        Assert.Single(toGateway.AllowListRemove);
        Assert.Equal(toGateway.AllowListRemove, OutboundTypeChange.FromRecord(toGateway.Record).AddressesReleased);
        Assert.Equal([lab.Address("fw-ip")], toFirewall.AddressesAfter);
        Assert.Equal(UserDefinedRouting, lab.OutboundType());

        lab.Attach(table: false, gateway: true);
        await UndoAsync(lab, toFirewall);
        Assert.Equal(UserAssignedNatGateway, lab.OutboundType());
        var back = await UndoAsync(lab, toGateway);

        Assert.Equal(LoadBalancer, lab.OutboundType());
        Assert.Equal("ReadBack", back.Verified);
        Assert.Single(back.AddressesAfter);
        string[] made = ["eTag", "effectiveOutboundIPs"];
        Assert.DoesNotContain(
            Trees.Differences(balancer, lab.Cluster()), path => !made.Any(name => path.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(LoadBalancer, ManagedNatGateway)]
    [InlineData(LoadBalancer, LoadBalancer)]
    public async Task Specified_values_are_in_the_document_afterwards(string from, string to)
    {
        using var lab = await EgressLab.ManagedAsync(from);

        var change = await RunAsync(lab, to == LoadBalancer
            ? Targets.Balancer(new(ManagedOutboundIpCount: 3, AllocatedOutboundPorts: 1024, IdleTimeoutInMinutes: 11))
            : Targets.NatGateway(new(ManagedOutboundIpCount: 3, IdleTimeoutInMinutes: 11, Sku: "StandardV2")));

        Assert.Equal(3, change.AddressesAfter.Count);
        var network = lab.Cluster()["properties"]!["networkProfile"]!;
        Assert.Equal(
            11, network[to == LoadBalancer ? "loadBalancerProfile" : "natGatewayProfile"]!["idleTimeoutInMinutes"]!.GetValue<int>());
    }

    [Fact]
    public async Task Own_addresses_of_the_load_balancer_are_used_and_released_by_undo()
    {
        using var lab = await EgressLab.OwnAsync(table: false, gateway: false);
        var own = EgressLab.Networks + "publicIPAddresses/own-ip";

        var change = await RunAsync(lab, Targets.Balancer(new(OutboundIp: [own])));
        var back = await UndoAsync(lab, change);

        Assert.Equal([lab.Address("own-ip")], change.AddressesAfter);
        Assert.DoesNotContain(lab.Address("own-ip"), back.AddressesAfter);
        Assert.Null(lab.Cluster()["properties"]!["networkProfile"]!["loadBalancerProfile"]!["outboundIPs"]);
    }

    [Fact]
    public async Task A_change_without_effect_sends_nothing()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.LoadBalancer, CancellationToken.None);

        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Equal(("NoChange", "00:00:00"), (change.Verified, change.Duration));
        Assert.Equal(change.AddressesBefore, change.AddressesAfter);
        Assert.Null(await lab.Changer.StartAsync(plan, CancellationToken.None));
        Assert.Empty(lab.Wire.Writes);
    }

    [Fact]
    public async Task Planning_and_refusing_send_nothing()
    {
        using var lab = await EgressLab.OwnAsync(table: false, gateway: false);
        var before = lab.Save();

        foreach (var type in All)
        {
            var plan = await lab.Changer.PlanAsync(lab.Id, new(type), CancellationToken.None);
            if (!plan.Ready)
            {
                Assert.Throws<Core.Errors.EgressException>(() => OutboundTypeChanger.RequireReady(plan));
            }
        }

        Assert.Empty(lab.Wire.Writes);
        Assert.Equal(before, lab.Save());
    }

    [Fact]
    public async Task The_write_carries_the_etag_that_was_read_and_nothing_but_the_change()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Change(cluster => cluster["properties"]!["diskEncryptionSetID"] = "kept");
        var before = lab.Cluster();
        lab.Wire.Forget();

        await RunAsync(lab, Targets.Routing);

        var put = Assert.Single(lab.Wire.Writes);
        Assert.Equal(before["eTag"]!.GetValue<string>(), put.IfMatch);
        var sent = System.Text.Json.Nodes.JsonNode.Parse(put.Body!);
        Assert.Empty(Trees.NotEgress(Trees.Differences(before, sent)));
        Assert.Equal("kept", sent!["properties"]!["diskEncryptionSetID"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(LoadBalancer, UserAssignedNatGateway)]
    [InlineData(LoadBalancer, UserDefinedRouting)]
    [InlineData(UserAssignedNatGateway, UserDefinedRouting)]
    [InlineData(UserDefinedRouting, UserAssignedNatGateway)]
    [InlineData(UserDefinedRouting, LoadBalancer)]
    [InlineData(UserAssignedNatGateway, LoadBalancer)]
    public async Task A_change_sends_at_most_ten_requests(string from, string to)
    {
        // With a gateway and a route table on the subnet: the maximum number of reads.
        using var lab = await EgressLab.OwnAsync(from);

        await RunAsync(lab, new(to));

        Assert.Equal(to, lab.OutboundType());

        // The subscription's tenant is read once per session, not for each change.
        var requests = lab.Wire.Requests.Where(exchange => exchange.Path != "/subscriptions/" + lab.Id.SubscriptionId).ToList();
        Assert.True(
            requests.Count <= 10 && lab.Wire.Requests.Count - requests.Count == 1, string.Join(Environment.NewLine, lab.Wire.Requests));
        Assert.Single(lab.Wire.Writes);
    }

    [Fact]
    public async Task Independent_resources_are_read_concurrently()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Wire.ReadDelay = TimeSpan.FromMilliseconds(40);

        await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);

        // The virtual network, the load balancer's address, and the load balancers; then route table, gateway, and firewalls.
        Assert.Equal(3, lab.Wire.MostReadsAtOnce);
    }

    [Fact]
    public async Task The_duration_is_in_simulated_time()
    {
        using var lab = await EgressLab.OwnAsync();

        var change = await RunAsync(lab, Targets.Routing);

        // The simulator takes 121 s for a change, as measured.
        Assert.True(change.Elapsed > TimeSpan.FromSeconds(120), change.Duration);
    }

    private static async Task<OutboundTypeChange> RunAsync(EgressLab lab, OutboundTarget target)
    {
        var plan = await lab.Changer.PlanAsync(lab.Id, target, CancellationToken.None);
        OutboundTypeChanger.RequireReady(plan);
        return await lab.Changer.RunAsync(plan, CancellationToken.None);
    }

    private static async Task<OutboundTypeChange> UndoAsync(EgressLab lab, OutboundTypeChange change)
    {
        var plan = await lab.Changer.PlanUndoAsync(OutboundTypeChange.FromRecord(change.Record), CancellationToken.None);
        OutboundTypeChanger.RequireReady(plan);
        return await lab.Changer.RunAsync(plan, CancellationToken.None);
    }
}

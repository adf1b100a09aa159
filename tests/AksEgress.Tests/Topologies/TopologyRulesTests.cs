using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Topologies;

namespace AksEgress.Tests.Topologies;

/// <summary>What ARM would refuse late is refused before the first part is created, and concurrent runs don't interfere.</summary>
public sealed class TopologyRulesTests : IDisposable
{
    private static readonly TopologyNames s_names = new(TopologyLab.ClusterId);
    private readonly TopologyLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("a.b")]
    [InlineData("-abc")]
    [InlineData("abc_")]
    [InlineData("\u00e9t\u00e9")]
    [InlineData("a(b)")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffff")]
    public async Task A_name_that_a_part_cannot_have_is_refused(string name) =>
        Assert.Contains("-Name", (await RefusedAsync(Named(name, TopologyKind.FirewallRouting))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a", TopologyKind.FirewallRouting)]
    [InlineData("a_b-c", TopologyKind.FirewallRouting)]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefff", TopologyKind.FirewallRouting)]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffff", TopologyKind.NatGateway)]
    public async Task A_name_at_its_limits_is_planned_and_its_plan_fits_the_screen(string name, TopologyKind kind)
    {
        var plan = await new TopologyBuilder((await _lab.ConnectAsync()).Gateway).PlanAsync(Named(name, kind), default);
        Assert.All(plan.Describe().Split(Environment.NewLine), line => Assert.InRange(line.Length, 1, 100));
    }

    [Theory]
    [InlineData(TopologyKind.FirewallRouting, false, 200)]
    [InlineData(TopologyKind.LoadBalancer, false, 201)]
    [InlineData(TopologyKind.NatGateway, true, 1)]
    [InlineData(TopologyKind.LoadBalancer, true, 1)]
    public async Task Ranges_that_the_cluster_could_not_have_are_refused(TopologyKind kind, bool isPrivate, int count) =>
        await RefusedAsync(With(kind, isPrivate, [.. Enumerable.Range(1, count).Select(i => $"52.1.{i}.0/24")]));

    [Theory]
    [InlineData(TopologyKind.FirewallRouting, "0.0.0.0/32")]
    [InlineData(TopologyKind.FirewallRouting, "0.0.0.0")]
    [InlineData(TopologyKind.LoadBalancer, "52.1.1.1 0.0.0.0/32")]
    public async Task The_load_balancers_range_is_refused_with_others(TopologyKind kind, string ranges) =>
        Assert.Contains(
            "can't be combined with other ranges",
            (await RefusedAsync(With(kind, false, ranges.Split(' ')))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(TopologyKind.FirewallRouting)]
    [InlineData(TopologyKind.LoadBalancer)]
    public async Task A_private_range_is_refused(TopologyKind kind) =>
        Assert.Contains("isn't a public range", (await RefusedAsync(With(kind, false, ["10.0.0.0/8"]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Cluster_parameters_that_contradict_each_other_are_refused()
    {
        var request = TopologyLab.Request(TopologyKind.FirewallRouting);
        var refused = await RefusedAsync(request with
        {
            Cluster = request.Cluster with { NetworkPlugin = "kubenet", NetworkPluginMode = "overlay" }
        });
        Assert.Contains("-NetworkPluginMode overlay", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_maximum_number_of_ranges_is_accepted()
    {
        var topology = await _lab.MakeAsync(
            With(TopologyKind.NatGateway, false, [.. Enumerable.Range(1, 199).Select(i => $"52.1.{i}.0/24")]));
        Assert.Equal("Created", topology.Steps.Single(step => step.Name == "cluster").Done);
    }

    [Fact]
    public async Task The_tag_that_marks_created_resources_cannot_be_set() => await RefusedAsync(
        TopologyLab.Request(TopologyKind.LoadBalancer) with { Tags = new Dictionary<string, string> { ["AksEgress-Topology"] = "x" } });

    [Fact]
    public async Task Another_outbound_type_of_an_existing_cluster_is_refused_before_a_firewall_is_created()
    {
        await _lab.MakeAsync(TopologyLab.Request(TopologyKind.NatGateway));
        var (gateway, wire) = await _lab.ConnectAsync();
        var refused = await Assert.ThrowsAsync<EgressException>(() =>
            _lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting), gateway));
        Assert.Equal(nameof(EgressErrors.TopologyDiffers), refused.Id);
        Assert.Empty(wire.Writes);
    }

    [Fact]
    public async Task Existing_parts_in_another_region_are_used_there()
    {
        var store = await _lab.StoreAsync();
        await store.WriteAsync(TopologyLab.Group, ArmDocument.Parse("""{ "location": "westeurope" }"""), null, false, default);
        await _lab.MakeAsync(TopologyLab.Request(TopologyKind.NatGateway) with { Location = "East US" });
        await store.DeleteAsync(s_names.Cluster, null, default);

        var (gateway, wire) = await _lab.ConnectAsync();
        var refused = await Assert.ThrowsAsync<EgressException>(() =>
            _lab.MakeAsync(TopologyLab.Request(TopologyKind.NatGateway) with { Location = "westus" }, gateway));
        Assert.Equal(nameof(EgressErrors.TopologyLocationDiffers), refused.Id);
        Assert.Contains("-Location eastus", refused.Remedy, StringComparison.Ordinal);
        Assert.Empty(wire.Writes);

        Assert.Equal("eastus", (await _lab.MakeAsync(TopologyLab.Request(TopologyKind.NatGateway) with { Location = null })).Location);
    }

    [Fact]
    public async Task A_network_with_other_ranges_is_refused_before_anything_is_created_even_with_force()
    {
        var store = await _lab.StoreAsync();
        await store.WriteAsync(TopologyLab.Group, ArmDocument.Parse("""{ "location": "eastus" }"""), null, false, default);
        await store.WriteAsync(
            s_names.Network,
            ArmDocument.Parse(
                """{ "location": "eastus", "properties": { "addressSpace": { "addressPrefixes": ["10.60.0.0/16"] }, "subnets": [{"""
                    + """ "name": "aks", "properties": { "addressPrefix": "10.60.1.0/24" } }] } }"""),
            null, false, default);
        var (gateway, wire) = await _lab.ConnectAsync();

        var refused = await Assert.ThrowsAsync<EgressException>(() =>
            _lab.MakeAsync(TopologyLab.Request(TopologyKind.NatGateway) with { AllowExisting = true }, gateway));

        Assert.Equal(nameof(EgressErrors.TopologyNetworkDiffers), refused.Id);
        Assert.Empty(wire.Writes);
        Assert.NotEmpty(
            (await _lab.MakeAsync(TopologyLab.Request(TopologyKind.NatGateway) with
            {
                AllowExisting = true,
                AddressPrefix = "10.60.0.0/16",
                SubnetPrefix = "10.60.1.0/24"
            })).EgressAddress);
    }

    [Fact]
    public async Task Two_concurrent_runs_create_everything_once()
    {
        var request = TopologyLab.Request(TopologyKind.FirewallRouting);
        var (one, _) = await _lab.ConnectAsync();
        var (two, _) = await _lab.ConnectAsync();

        var both = await Task.WhenAll(Task.Run(() => _lab.MakeAsync(request, one)), Task.Run(() => _lab.MakeAsync(request, two)));

        Assert.Equal(both[0].EgressAddress, both[1].EgressAddress);
        Assert.All(
            both[0].Steps.Zip(both[1].Steps), pair => Assert.DoesNotContain("Failed", (string[])[pair.First.Done, pair.Second.Done]));
    }

    [Fact]
    public async Task A_cluster_that_another_run_creates_between_read_and_PUT_is_used()
    {
        var request = TopologyLab.Request(TopologyKind.LoadBalancer);
        var (gateway, wire) = await _lab.ConnectAsync();
        var planned = await new TopologyBuilder(gateway).PlanAsync(request, default);
        wire.Answer = exchange =>
        {
            if (exchange.Method == "PUT" && exchange.Path.EndsWith("/managedClusters/contoso", StringComparison.Ordinal))
            {
                wire.Answer = null;
                _lab.MakeAsync(request).GetAwaiter().GetResult();
            }

            return null;
        };

        var topology = await new TopologyBuilder(gateway).RunAsync(planned, null, default);

        // The existing resource equals the request, so the store can take the other run's PUT for its own whose response was lost.
        Assert.Contains(topology.Steps.Single(step => step.Name == "cluster").Done, (string[])["Found", "Created"]);
    }

    [Fact]
    public async Task A_resource_that_appears_in_the_group_during_removal_keeps_the_group()
    {
        await _lab.MakeAsync(TopologyLab.Request(TopologyKind.LoadBalancer));
        var (gateway, _) = await _lab.ConnectAsync();
        var removal = new TopologyRemoval(gateway);
        var plan = await removal.PlanAsync("contoso", TopologyLab.Group, default);
        Assert.Contains("resource group 'rg'", plan.Removed);
        var store = await _lab.StoreAsync();
        var theirs = ArmResourceId.Create(TopologyLab.Group.SubscriptionId, "rg", ResourceTypes.PublicIps, "theirs");
        await store.WriteAsync(
            theirs,
            ArmDocument.Parse(
                """{ "location": "eastus", "sku": { "name": "Standard" }, "properties": { "publicIPAllocationMethod": "Static" } }"""),
            null,
            false,
            default);

        var failed = await Assert.ThrowsAsync<EgressException>(() => removal.RunAsync(plan, null, default));

        Assert.Equal(nameof(EgressErrors.TopologyGroupNotRemoved), Assert.IsType<EgressException>(failed.InnerException).Id);
        Assert.Contains("public IP address 'theirs'", failed.Message, StringComparison.Ordinal);
        Assert.NotNull(new PublicIp(await store.ReadAsync(theirs, default)).IpAddress);
        Assert.Null(await store.TryReadAsync(s_names.Cluster, default));
    }

    private static TopologyRequest Named(string name, TopologyKind kind) =>
        TopologyLab.Request(kind) with
        {
            ClusterId = ArmResourceId.Create(TopologyLab.ClusterId.SubscriptionId, "rg", ResourceTypes.ManagedClusters, name)
        };

    private static TopologyRequest With(TopologyKind kind, bool isPrivate, string[] ranges)
    {
        var request = TopologyLab.Request(kind);
        return request with { Cluster = request.Cluster with { PrivateCluster = isPrivate, AuthorizedIpRange = ranges } };
    }

    private async Task<EgressException> RefusedAsync(TopologyRequest request)
    {
        var (gateway, wire) = await _lab.ConnectAsync();
        var refused = await Assert.ThrowsAsync<EgressException>(() => _lab.MakeAsync(request, gateway));
        Assert.True(
            refused.Id == nameof(EgressErrors.InvalidValue) || refused.Id == nameof(EgressErrors.ContradictingParameters), refused.Message);
        Assert.Empty(wire.Requests);
        return refused;
    }
}

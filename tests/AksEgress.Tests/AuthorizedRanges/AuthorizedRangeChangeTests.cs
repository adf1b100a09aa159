using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Resources;
using AksEgress.Tests.OutboundTypes;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.AuthorizedRanges;

/// <summary>Adding and removing single ranges.</summary>
public sealed class AuthorizedRangeChangeTests
{
    [Fact]
    public async Task Add_keeps_the_existing_ranges_and_changes_nothing_else()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize("8.8.4.0/24");
        var before = lab.Cluster();

        var plan = await lab.RangeChange().PlanAddAsync(lab.Id, ["20.62.9.8", "20.62.9.8/32", "8.8.4.0/24"], CancellationToken.None);
        await lab.RangeChange().RunAsync(plan, CancellationToken.None);

        Assert.Equal(["20.62.9.8/32"], plan.Added);
        Assert.Null(plan.CriticalPrompt);
        Assert.Equal(
            "Add 20.62.9.8/32 to the authorized IP ranges of cluster 'aks' in resource group 'rg'; 1 other range remains", plan.Describe());
        Assert.Equal(["8.8.4.0/24", "20.62.9.8/32"], lab.Ranges());
        var write = Assert.Single(lab.Wire.Writes);
        Assert.NotNull(write.IfMatch);
        Assert.Equal(
            ["properties.apiServerAccessProfile.authorizedIPRanges"],
            DocumentComparison.Compare(before, ArmDocument.Parse(write.Body!).Root).Select(change => change.Path));
    }

    // A PUT that is repeated because its first answer was lost is refused because of its own change.
    [Theory]
    [InlineData("20.62.9.8/32", true)]
    [InlineData("20.62.9.9/32", false)]
    public async Task StartAsync_OnConflict_FindsItsOwnWrite(string written, bool isOurs)
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize("8.8.4.0/24");
        var plan = await lab.RangeChange().PlanAddAsync(lab.Id, ["20.62.9.8"], CancellationToken.None);
        using var gateway = await lab.ConnectAsync();
        lab.Wire.Before = exchange =>
        {
            if (exchange.WritesCluster)
            {
                lab.Wire.Before = null;
                lab.Authorize("8.8.4.0/24", written);
            }
        };
        Task<EgressOperation?> StartAsync() => plan.StartAsync(new PlanContext(gateway), CancellationToken.None);
        if (!isOurs)
        {
            Assert.Equal(412, (await Assert.ThrowsAsync<ArmException>(StartAsync)).Status);
            return;
        }

        var operation = await StartAsync();
        Assert.Equal("Succeeded", (await new OperationReader(gateway).LookAsync(operation!, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Add_of_an_existing_range_writes_nothing()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize("20.62.9.8");

        var plan = await lab.RangeChange().PlanAddAsync(lab.Id, ["20.62.9.8/32"], CancellationToken.None);
        await lab.RangeChange().RunAsync(plan, CancellationToken.None);

        Assert.True(plan.IsMet);
        Assert.Empty(lab.Wire.Writes);
    }

    [Theory]
    [InlineData("Failed", true)]
    [InlineData("Canceled", true)]
    [InlineData("Succeeded", false)]
    public async Task Add_of_an_existing_range_writes_again_after_a_failed_operation(string state, bool again)
    {
        using var arm = new Fakes.FakeGateway();
        var id = arm.Add(
            Fakes.FakeGateway.Id(Core.Arm.ResourceTypes.ManagedClusters, "aks"),
            """{ "location": "eastus", "properties": { "apiServerAccessProfile": { "authorizedIPRanges": ["20.62.9.8/32"] },"""
                + """ "networkProfile": { "outboundType": "loadBalancer" } } }""");
        var change = new Core.AuthorizedRanges.AuthorizedRangeChange(new Core.Resources.ResourceStore(arm));
        arm.Find(id)!["properties"]!["provisioningState"] = state;

        var plan = await change.PlanAddAsync(id, ["20.62.9.8"], CancellationToken.None);
        Assert.Equal((again, !again), (plan.Repeats, plan.IsMet));
        Assert.Empty(plan.Added);
        Assert.Null(plan.CriticalPrompt);
        if (again)
        {
            Assert.Equal(
                "Update the authorized IP ranges of cluster 'aks' in resource group 'rg' once more: they're already as requested, but the "
                    + $"state of the cluster is {state}",
                plan.Describe());
        }

        await change.RunAsync(plan, CancellationToken.None);
        Assert.Equal(again ? 1 : 0, arm.Writes.Count);
        Assert.Equal("""["20.62.9.8/32"]""", arm.Find(id)!["properties"]!["apiServerAccessProfile"]!["authorizedIPRanges"]!.ToJsonString());

        arm.Find(id)!["properties"]!["provisioningState"] = state;
        var removal = await change.PlanRemoveAsync(id, ["9.9.9.9"], allowLockout: false, CancellationToken.None);
        Assert.Equal((again, !again), (removal.Repeats, removal.IsMet));
        await change.RunAsync(removal, CancellationToken.None);
        Assert.Equal(again ? 2 : 0, arm.Writes.Count);
    }

    [Fact]
    public async Task Add_keeps_a_range_that_another_client_added_meanwhile()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize("8.8.4.0/24");
        var plan = await lab.RangeChange().PlanAddAsync(lab.Id, ["20.62.9.8"], CancellationToken.None);
        var once = true;
        lab.Wire.Before = exchange =>
        {
            if (exchange.WritesCluster && once)
            {
                once = false;
                lab.Change(cluster => cluster["properties"]!["apiServerAccessProfile"]!["authorizedIPRanges"]!.AsArray().Add("9.9.9.9/32"));
            }
        };

        await lab.RangeChange().RunAsync(plan, CancellationToken.None);

        Assert.Equal(["8.8.4.0/24", "9.9.9.9/32", "20.62.9.8/32"], lab.Ranges());
    }

    [Fact]
    public async Task Adding_the_first_range_and_removing_the_last_one_prompt()
    {
        using var lab = await EgressLab.OwnAsync(UserAssignedNatGateway, table: false);

        var on = await lab.RangeChange().PlanAddAsync(lab.Id, ["20.62.9.8"], CancellationToken.None);
        await lab.RangeChange().RunAsync(on, CancellationToken.None);
        var off = await lab.RangeChange().PlanRemoveAsync(lab.Id, ["20.62.9.8"], allowLockout: false, CancellationToken.None);
        Assert.Equal(["20.62.9.8/32"], lab.Ranges());
        await lab.RangeChange().RunAsync(off, CancellationToken.None);

        Assert.Contains("only 20.62.9.8/32 can reach it", on.CriticalPrompt, StringComparison.Ordinal);
        Assert.Contains("the cluster's own nodes, which egress from " + lab.Address("nat-ip"), on.CriticalPrompt, StringComparison.Ordinal);
        Assert.Contains("removes the last authorized IP range", off.CriticalPrompt, StringComparison.Ordinal);
        Assert.Contains("removing the last range lets any IP address reach", off.Describe(), StringComparison.Ordinal);
        Assert.Empty(lab.Ranges());
    }

    [Fact]
    public async Task Confirming_one_range_does_not_confirm_turning_on_the_feature()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize("8.8.4.0/24");
        var plan = await lab.RangeChange().PlanAddAsync(lab.Id, ["20.62.9.8"], CancellationToken.None);
        lab.Authorize();

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.RangeChange().RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ConcurrentModification), error.Id);
        Assert.Empty(lab.Wire.Writes);
    }

    [Theory]
    [InlineData("0.0.0.0/32", "20.62.9.8")]
    [InlineData("20.62.9.8", "0.0.0.0/32")]
    public async Task The_load_balancers_range_cannot_be_combined_with_others(string there, string added)
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize(there);

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            lab.RangeChange().PlanAddAsync(lab.Id, [added], CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.LoadBalancerRangeExclusive), error.Id);
        Assert.Contains("Remove-AksEgressAuthorizedIpRange aks rg", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_two_hundred_ranges_are_refused()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize([.. Enumerable.Range(0, 199).Select(n => $"8.8.{n}.0/24")]);

        Assert.Single((await lab.RangeChange().PlanAddAsync(lab.Id, ["20.62.9.8"], CancellationToken.None)).Added);
        var error = await Assert.ThrowsAsync<EgressException>(() =>
            lab.RangeChange().PlanAddAsync(lab.Id, ["20.62.9.8", "20.62.9.9"], CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.TooManyAuthorizedRanges), error.Id);
        Assert.Contains("201", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clusters_own_egress_addresses_are_removed_only_if_forced()
    {
        using var lab = await EgressLab.OwnAsync(UserAssignedNatGateway, table: false);
        var address = lab.Address("nat-ip");
        lab.Authorize("8.8.4.0/24", address + "/32");

        var error = await Assert.ThrowsAsync<EgressException>(() =>
            lab.RangeChange().PlanRemoveAsync(lab.Id, [address], allowLockout: false, CancellationToken.None));
        var forced = await lab.RangeChange().PlanRemoveAsync(lab.Id, [address], allowLockout: true, CancellationToken.None);
        await lab.RangeChange().RunAsync(forced, CancellationToken.None);

        Assert.Equal(nameof(EgressErrors.AuthorizedRangeRequired), error.Id);
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
        Assert.Equal(["8.8.4.0/24"], lab.Ranges());
    }

    [Fact]
    public async Task Removing_an_unlisted_range_is_no_error_and_writes_nothing()
    {
        using var lab = await EgressLab.OwnAsync();
        lab.Authorize("8.8.4.0/24");

        var plan = await lab.RangeChange().PlanRemoveAsync(lab.Id, ["20.62.9.8"], allowLockout: false, CancellationToken.None);
        await lab.RangeChange().RunAsync(plan, CancellationToken.None);

        Assert.Equal(["20.62.9.8/32"], plan.NotListed);
        Assert.Empty(lab.Wire.Writes);
    }

    [Fact]
    public async Task A_private_cluster_has_no_ranges()
    {
        var land = Landscape.Managed().With(p =>
            p["apiServerAccessProfile"] = new System.Text.Json.Nodes.JsonObject { ["enablePrivateCluster"] = true });
        var change = new Core.AuthorizedRanges.AuthorizedRangeChange(new Core.Resources.ResourceStore(land));

        var error = await Assert.ThrowsAsync<EgressException>(() => change.PlanAddAsync(land.Id, ["20.62.9.8"], CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.AuthorizedRangesPrivateCluster), error.Id);
    }

    [Fact]
    public async Task Each_range_lists_the_cluster_addresses_that_it_covers()
    {
        using var lab = await EgressLab.OwnAsync(UserAssignedNatGateway, table: false);
        lab.Authorize("8.8.4.0/24", lab.Address("nat-ip") + "/32");

        var ranges = await lab.RangeChange().ListAsync(new Cluster(new ArmDocument(lab.Cluster())), CancellationToken.None);

        Assert.Empty(ranges[0].Covers);
        Assert.Equal([lab.Address("nat-ip")], ranges[1].Covers);
        Assert.Equal(("aks", "rg"), (ranges[1].ClusterName, ranges[1].ResourceGroupName));
    }
}

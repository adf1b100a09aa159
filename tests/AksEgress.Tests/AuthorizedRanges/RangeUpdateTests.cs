using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Clusters;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;
using AksEgress.Tests.OutboundTypes;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.AuthorizedRanges;

/// <summary>Changes of the outbound type with -UpdateAuthorizedIpRange.</summary>
public sealed class RangeUpdateTests
{
    [Fact]
    public async Task New_addresses_are_added_with_the_change_and_old_ones_removed_after_it()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var (old, fresh) = (await LeavesFromAsync(lab), lab.Address("nat-ip") + "/32");
        lab.Authorize("8.8.4.0/24", old);

        var plan = await PlanAsync(lab, Targets.OwnNat);
        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Contains(
            $"add {fresh} to the authorized IP ranges (2 other ranges unchanged); after the change is verified, remove {old}",
            Words(plan.Describe()),
            StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Findings, finding => finding.Id.StartsWith("AuthorizedRanges", StringComparison.Ordinal));
        Assert.Equal([$"8.8.4.0/24 {old} {fresh}", $"8.8.4.0/24 {fresh}"], lab.WrittenRanges());
        Assert.Equal(["8.8.4.0/24", fresh], lab.Ranges());
        Assert.Equal([fresh], change.RangesAdded);
        Assert.Equal([old], change.RangesRemoved);
        Assert.Equal(fresh, JsonNode.Parse(change.Record)!["rangesAdded"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_the_switch_the_ranges_stay_and_the_finding_names_it()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        lab.Authorize("8.8.4.0/24");

        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.OwnNat, CancellationToken.None);
        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Contains(
            "-UpdateAuthorizedIpRange",
            Assert.Single(plan.Findings, finding => finding.Id == nameof(FindingKinds.AuthorizedRangesExcludeAddress)).Next,
            StringComparison.Ordinal);
        Assert.Equal(["8.8.4.0/24"], lab.Ranges());
        Assert.Single(lab.Wire.Writes);
        Assert.DoesNotContain("ranges", change.Record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_that_AKS_creates_are_added_when_they_are_known()
    {
        using var lab = await EgressLab.ManagedAsync();
        var old = await LeavesFromAsync(lab);
        lab.Authorize(old, "8.8.4.0/24");

        var plan = await PlanAsync(lab, Targets.Nat);
        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        var fresh = change.AddressesAfter.Single() + "/32";
        Assert.Equal(
            FindingSeverity.Information,
            Assert.Single(plan.Findings, finding => finding.Id == nameof(FindingKinds.AuthorizedRangesUnknown)).Severity);
        Assert.Equal([$"{old} 8.8.4.0/24", $"8.8.4.0/24 {fresh}"], lab.WrittenRanges());
        Assert.Equal([fresh], change.RangesAdded);
        Assert.Equal([old], change.RangesRemoved);
    }

    [Fact]
    public async Task The_load_balancers_range_is_replaced_and_restored_by_undo()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        lab.Authorize("0.0.0.0/32");

        var change = await lab.Changer.RunAsync(await PlanAsync(lab, Targets.OwnNat), CancellationToken.None);
        Assert.Equal([lab.Address("nat-ip") + "/32"], lab.Ranges());
        Assert.Equal(["0.0.0.0/32"], change.RangesRemoved);

        // While the gateway exists, the nodes egress through it, and its address must stay.
        lab.Attach(table: false, gateway: false);
        var undo = await lab.Changer.PlanUndoAsync(OutboundTypeChange.FromRecord(change.Record), true, CancellationToken.None);
        var back = await lab.Changer.RunAsync(undo, CancellationToken.None);

        Assert.Equal(["0.0.0.0/32"], lab.Ranges());
        Assert.Equal(LoadBalancer, lab.OutboundType());
        Assert.Equal(["0.0.0.0/32"], back.RangesAdded);
    }

    [Fact]
    public async Task Undo_removes_only_the_ranges_that_the_change_added()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var nat = lab.Address("nat-ip") + "/32";
        lab.Authorize("8.8.4.0/24", nat);

        var change = await lab.Changer.RunAsync(await PlanAsync(lab, Targets.OwnNat), CancellationToken.None);
        await lab.Changer.RunAsync(await lab.Changer.PlanUndoAsync(change, true, CancellationToken.None), CancellationToken.None);

        Assert.Empty(change.RangesAdded);
        Assert.Equal(["8.8.4.0/24", nat], lab.Ranges());
    }

    [Fact]
    public async Task Undo_removes_the_added_ranges_even_if_the_route_no_longer_exists()
    {
        using var lab = await EgressLab.OwnAsync(UserAssignedNatGateway, table: false);
        var nat = lab.Address("nat-ip") + "/32";
        lab.Authorize("8.8.4.0/24", nat);
        lab.Attach(table: true, gateway: true);
        var change = await lab.Changer.RunAsync(await PlanAsync(lab, Targets.Routing), CancellationToken.None);
        Assert.Equal([lab.Address("fw-ip") + "/32"], change.RangesAdded);
        lab.Attach(table: false, gateway: true);

        await lab.Changer.RunAsync(await lab.Changer.PlanUndoAsync(change, true, CancellationToken.None), CancellationToken.None);

        Assert.Equal(["8.8.4.0/24", nat], lab.Ranges());
    }

    [Fact]
    public async Task A_cluster_without_ranges_stays_without_ranges()
    {
        using var lab = await EgressLab.OwnAsync(table: false);

        var plan = await PlanAsync(lab, Targets.OwnNat);
        await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Empty(lab.Ranges());
        Assert.Single(lab.Wire.Writes);
        Assert.DoesNotContain("authorized ranges", plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_added_by_another_client_survives_both_writes()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var old = await LeavesFromAsync(lab);
        lab.Authorize(old);
        var plan = await PlanAsync(lab, Targets.OwnNat);
        lab.Authorize(old, "9.9.9.9/32");

        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.Equal(["9.9.9.9/32", lab.Address("nat-ip") + "/32"], lab.Ranges());
        Assert.Equal([lab.Address("nat-ip") + "/32"], change.RangesAdded);
    }

    [Fact]
    public async Task Another_process_completes_the_change()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var (old, fresh) = (await LeavesFromAsync(lab), lab.Address("nat-ip") + "/32");
        lab.Authorize(old, "8.8.4.0/24");

        var begun = (await lab.Changer.StartAsync(await PlanAsync(lab, Targets.OwnNat), CancellationToken.None))!;
        var record = JsonNode.Parse(begun.Record!)!;
        var texts = SavedOperation.FromParts(begun.ResourceId, begun.Operation, begun.Token, begun.Record);
        var change = await new OutboundTypeChanger(new ResourceStore(await lab.ConnectAsync())).WaitAsync(texts, CancellationToken.None);

        Assert.Equal((fresh, old), (record["rangesAdded"]![0]!.GetValue<string>(), record["rangesToDrop"]![0]!.GetValue<string>()));
        Assert.Equal(["8.8.4.0/24", fresh], lab.Ranges());
        Assert.Equal([fresh], change.RangesAdded);
        Assert.Equal([old], change.RangesRemoved);
        Assert.Empty(change.RangesToDrop);
    }

    [Fact]
    public async Task If_the_second_write_fails_the_change_stays_and_the_error_names_the_remaining_work()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var (old, fresh) = (await LeavesFromAsync(lab), lab.Address("nat-ip") + "/32");
        lab.Authorize("8.8.4.0/24", old);
        var writes = 0;
        lab.Wire.Answer = exchange => exchange.WritesCluster && ++writes == 2
            ? (HttpStatusCode.BadRequest, """{ "error": { "code": "PropertyChangeNotAllowed", "message": "Not today." } }""")
            : null;

        var error = await Assert.ThrowsAsync<EgressException>(async () =>
            await lab.Changer.RunAsync(await PlanAsync(lab, Targets.OwnNat), CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.AuthorizedRangesUnfinished), error.Id);
        Assert.Contains("Not today.", error.Message, StringComparison.Ordinal);
        Assert.Contains(fresh + " was added", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $"Update the remaining ranges: Remove-AksEgressAuthorizedIpRange aks rg -IpRange {old}.",
            error.Remedy,
            StringComparison.Ordinal);
        var change = Assert.IsType<OutboundTypeChange>(error.Target);
        Assert.Equal(("ReadBack", UserAssignedNatGateway), (change.Verified, lab.OutboundType()));
        Assert.Equal([old], change.RangesToDrop);
    }

    [Fact]
    public async Task An_unreadable_address_that_AKS_created_is_an_error()
    {
        using var lab = await EgressLab.ManagedAsync();
        lab.Authorize("8.8.4.0/24");
        var plan = await PlanAsync(lab, Targets.Nat);
        lab.Wire.Answer = exchange => exchange.Path.Contains("/publicIPAddresses", StringComparison.OrdinalIgnoreCase)
            ? (HttpStatusCode.Forbidden, """{ "error": { "code": "AuthorizationFailed", "message": "The client may not read it." } }""")
            : null;

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.AuthorizedRangesUnfinished), error.Id);
        Assert.Contains("Get-AksEgressIp aks rg | Add-AksEgressAuthorizedIpRange -Name aks", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(["8.8.4.0/24"], lab.Ranges());
    }

    [Fact]
    public async Task A_record_cannot_remove_a_range_that_did_not_exist()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var old = await LeavesFromAsync(lab);
        lab.Authorize("8.8.4.0/24", old);
        var begun = (await lab.Changer.StartAsync(await PlanAsync(lab, Targets.OwnNat), CancellationToken.None))!;

        var tampered = begun.Record!.Replace(
            $"\"rangesToDrop\":[\"{old}\"]", "\"rangesToDrop\":[\"9.9.9.9/32\"]", StringComparison.Ordinal);

        Assert.NotEqual(begun.Record, tampered);
        Assert.Equal(
            nameof(EgressErrors.InvalidChangeRecord), Assert.Throws<EgressException>(() => OutboundTypeChange.FromRecord(tampered)).Id);
    }

    private static Task<OutboundTypePlan> PlanAsync(EgressLab lab, OutboundTarget target) =>
        lab.Changer.PlanAsync(lab.Id, target with { UpdateAuthorizedIpRange = true }, CancellationToken.None);

    private static Task<string> LeavesFromAsync(EgressLab lab)
    {
        // The gateway is already on the subnet, so the change releases its address.
        var id =
            lab.Cluster()["properties"]!["networkProfile"]!["loadBalancerProfile"]!["effectiveOutboundIPs"]![0]!["id"]!.GetValue<string>();
        return Task.FromResult(lab.Read(id)["properties"]!["ipAddress"]!.GetValue<string>() + "/32");
    }

    // Lines are wrapped at 80 columns.
    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

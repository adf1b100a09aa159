using System.Globalization;
using System.Net;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Tests.AuthorizedRanges;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>An unfinished change, resumed by the same command.</summary>
public sealed class ResumedChangeTests
{
    private const string Refused = """{ "error": { "code": "PropertyChangeNotAllowed", "message": "Not today." } }""";

    [Fact]
    public async Task The_prompt_names_the_ranges_that_the_earlier_run_left_and_the_run_removes_them()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var (old, earlier) = await LeaveOldRangeAsync(lab);

        var plan = await PlanAsync(lab);
        Assert.False(plan.FinishesRanges);
        plan.Resume(earlier);
        var words = Words(plan.Describe());
        var change = await lab.Changer.RunAsync(plan, CancellationToken.None);

        Assert.True(plan.IsChangeRequired);
        Assert.Contains($"after the change is verified, remove {old}", words, StringComparison.Ordinal);
        Assert.DoesNotContain("ranges don't change", words, StringComparison.Ordinal);
        Assert.DoesNotContain(old, lab.Ranges());
        Assert.Equal([old], change.RangesRemoved);
        Assert.Equal(LoadBalancer, change.From);
    }

    [Fact]
    public async Task The_start_time_is_written_alike_in_every_culture()
    {
        using var lab = await EgressLab.OwnAsync(table: false);
        var (_, earlier) = await LeaveOldRangeAsync(lab);
        var plan = await PlanAsync(lab);
        plan.Resume(earlier);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var dotted = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            dotted.DateTimeFormat.TimeSeparator = ".";
            CultureInfo.CurrentCulture = dotted;
            Assert.Contains(
                earlier.StartedAt.ToString("HH:mm", CultureInfo.InvariantCulture) + " UTC", plan.Describe(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Only_the_same_change_of_the_same_cluster_is_resumed()
    {
        using var lab = await EgressLab.OwnAsync();
        var there = await lab.Changer.RunAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.OwnNat, CancellationToken.None), CancellationToken.None);
        var on = await lab.Changer.RunAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None), CancellationToken.None);

        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
        plan.Resume(there);
        Assert.DoesNotContain("resumes the change", plan.Describe(), StringComparison.Ordinal);
        plan.Resume(on);
        Assert.Contains("resumes the change from " + UserAssignedNatGateway, plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_in_progress_is_waited_for_before_it_counts_as_verified()
    {
        using var lab = await EgressLab.OwnAsync();
        var begun = await lab.Changer.StartAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None), CancellationToken.None);
        var fails = lab.Cluster();
        fails["properties"]!["provisioningState"] = "Failed";
        var plan = await StillUpdatingAsync(lab);
        plan.Resume(OutboundTypeChange.FromRecord(begun!.Record!));
        lab.Wire.Answer = exchange =>
            exchange.Method == "GET" && exchange.Path == lab.Id.Text ? (HttpStatusCode.OK, fails.ToJsonString()) : null;

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ChangeFailed), error.Id);
        Assert.Equal(LoadBalancer, Assert.IsType<OutboundTypeChange>(error.Target).From);
    }

    private static async Task<OutboundTypePlan> StillUpdatingAsync(EgressLab lab)
    {
        var updating = lab.Cluster();
        updating["properties"]!["provisioningState"] = "Updating";
        lab.Wire.Answer = exchange =>
            exchange.Method == "GET" && exchange.Path == lab.Id.Text ? (HttpStatusCode.OK, updating.ToJsonString()) : null;
        return await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
    }

    // The change itself succeeded, and the following write, which removes the old address from the ranges, was refused.
    private static async Task<(string Old, OutboundTypeChange Earlier)> LeaveOldRangeAsync(EgressLab lab)
    {
        var id =
            lab.Cluster()["properties"]!["networkProfile"]!["loadBalancerProfile"]!["effectiveOutboundIPs"]![0]!["id"]!.GetValue<string>();
        var old = lab.Read(id)["properties"]!["ipAddress"]!.GetValue<string>() + "/32";
        lab.Authorize("8.8.4.0/24", old);
        var writes = 0;
        lab.Wire.Answer = exchange => exchange.WritesCluster && ++writes == 2 ? (HttpStatusCode.BadRequest, Refused) : null;
        var error = await Assert.ThrowsAsync<EgressException>(async () =>
            await lab.Changer.RunAsync(await PlanAsync(lab), CancellationToken.None));
        lab.Wire.Answer = null;
        Assert.Contains(old, lab.Ranges());
        return (old, OutboundTypeChange.FromRecord(Assert.IsType<OutboundTypeChange>(error.Target).Record));
    }

    private static Task<OutboundTypePlan> PlanAsync(EgressLab lab) =>
        lab.Changer.PlanAsync(lab.Id, Targets.OwnNat with { UpdateAuthorizedIpRange = true }, CancellationToken.None);

    // Lines are wrapped at 80 columns.
    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

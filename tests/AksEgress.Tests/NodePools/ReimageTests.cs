using System.Net;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Tests.OutboundTypes;

namespace AksEgress.Tests.NodePools;

public sealed class ReimageTests
{
    [Fact]
    public async Task A_pool_that_cannot_be_reimaged_leaves_the_change_and_an_error_with_the_remaining_work()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.OwnNat with { ReimageNodePool = true }, CancellationToken.None);
        Assert.NotEmpty(plan.Reimage);
        lab.Wire.Answer = exchange => exchange.Path.EndsWith("/upgradeNodeImageVersion", StringComparison.Ordinal)
            ? (HttpStatusCode.BadRequest, """{ "code": "BadRequest", "message": "Not now." }""")
            : null;

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.RunAsync(plan, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ReimageUnfinished), error.Id);
        var change = Assert.IsType<OutboundTypeChange>(error.Target);
        Assert.Equal(("ReadBack", plan.Reimage[0]), (change.Verified, change.NodePoolsToReimage[0]));
        Assert.Contains(
            $"Update-AksEgressNodeImage aks rg -Name {string.Join(", ", plan.Reimage)} -Reimage", error.Remedy, StringComparison.Ordinal);

        // A record from a file contains it too.
        Assert.Equal(change.NodePoolsToReimage, OutboundTypeChange.FromRecord(change.Record).NodePoolsToReimage);
    }

    [Fact]
    public async Task Waiting_for_the_change_completes_the_remaining_work()
    {
        using var lab = await EgressLab.OwnAsync();
        var operation = await lab.Changer.StartAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.OwnNat with { ReimageNodePool = true }, CancellationToken.None),
            CancellationToken.None);

        var change = await lab.Changer.WaitAsync(operation!, CancellationToken.None);

        Assert.NotEmpty(change.NodePoolsReimaged);
        Assert.Empty(change.NodePoolsToReimage);
        Assert.Contains("reimaged", change.Record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("Upper")]
    [InlineData("")]
    public async Task A_record_that_names_no_pools_is_refused(string name)
    {
        using var lab = await EgressLab.OwnAsync();
        var change = await lab.Changer.RunAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.OwnNat with { ReimageNodePool = true }, CancellationToken.None),
            CancellationToken.None);
        var record = change.Record.Replace($"\"{change.NodePoolsReimaged[0]}\"", $"\"{name}\"", StringComparison.Ordinal);
        Assert.NotEqual(change.Record, record);
        Assert.Equal(
            nameof(EgressErrors.InvalidChangeRecord), Assert.Throws<EgressException>(() => OutboundTypeChange.FromRecord(record)).Id);
    }

    [Fact]
    public async Task Without_the_switch_no_node_is_replaced_and_the_record_is_unchanged()
    {
        using var lab = await EgressLab.OwnAsync();
        var change = await lab.Changer.RunAsync(
            await lab.Changer.PlanAsync(lab.Id, Targets.OwnNat, CancellationToken.None), CancellationToken.None);
        Assert.Empty(change.NodePoolsReimaged);
        Assert.DoesNotContain("eimage", change.Record, StringComparison.Ordinal);
    }
}

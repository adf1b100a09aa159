using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Resources;

public sealed class WriteTurnsTests
{
    private readonly FakeGateway _arm = new() { WriteTime = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task Subnets_of_one_network_are_written_one_after_the_other()
    {
        await ChangeAsync("vnet", "vnet", "vnet", "vnet");

        Assert.Equal(1, _arm.WritesAtOnce);
        Assert.Equal(4, _arm.Writes.Count);
    }

    [Fact]
    public async Task Subnets_of_different_networks_are_written_concurrently()
    {
        _arm.WriteTime = TimeSpan.FromMilliseconds(200);

        await ChangeAsync("one", "two");

        Assert.Equal(2, _arm.WritesAtOnce);
    }

    [Fact]
    public async Task A_cancelled_wait_passes_the_turn_to_the_next()
    {
        var id = FakeGateway.Id(ResourceTypes.Subnets, "vnet", "a");
        using var giveUp = new CancellationTokenSource();
        var first = await WriteTurns.EnterAsync(id, CancellationToken.None);
        var second = WriteTurns.EnterAsync(id, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        var third = WriteTurns.EnterAsync(id.Parent!, CancellationToken.None);
        Assert.False(third.IsCompleted);
        first!.Dispose();
        first.Dispose();

        using var turn = await third;
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task Clusters_never_wait()
    {
        var id = FakeGateway.Id(ResourceTypes.ManagedClusters, "aks");

        Assert.Null(await WriteTurns.EnterAsync(id, CancellationToken.None));
    }

    private Task ChangeAsync(params string[] networks) => Task.WhenAll(networks.Select((network, i) =>
    {
        var id = _arm.Add(FakeGateway.Id(ResourceTypes.Subnets, network, "s" + i), "{}");
        return new ResourceStore(_arm).UpdateAsync(
            id, document => document.Root["properties"]!["changed"] = JsonValue.Create(true), CancellationToken.None);
    }));
}

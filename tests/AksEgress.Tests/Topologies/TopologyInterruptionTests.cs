using AksEgress.Core.Errors;
using AksEgress.Core.Topologies;
using Xunit.Abstractions;

namespace AksEgress.Tests.Topologies;

/// <summary>New-AksEgressTopology, killed at each of its requests in turn and run again.</summary>
public sealed class TopologyInterruptionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(TopologyKind.FirewallRouting)]
    [InlineData(TopologyKind.NatGateway)]
    [InlineData(TopologyKind.ManagedNatGateway)]
    public async Task A_creation_killed_at_any_request_and_run_again_has_the_same_result(TopologyKind kind)
    {
        var request = TopologyLab.Request(kind);
        IReadOnlyDictionary<string, string> whole;
        int requests;
        using (var lab = new TopologyLab())
        {
            var (gateway, wire) = await lab.ConnectAsync();
            await lab.MakeAsync(request, gateway);
            requests = wire.Seen.Count;
            whole = lab.State();
        }

        var kills = 0;
        for (var at = 1; at <= requests; at++)
        {
            using var lab = new TopologyLab();
            using var killed = new CancellationTokenSource();
            var (gateway, _) = await lab.ConnectAsync(arm => new KillSwitch(arm, at, killed));
            var stopped = await Record.ExceptionAsync(() => lab.MakeAsync(request, gateway, killed.Token));
            kills += stopped is null ? 0 : 1;

            await lab.MakeAsync(request);
            var state = lab.State();
            Assert.True(
                whole.Keys.Order().SequenceEqual(state.Keys.Order()),
                $"Killed at request {at}, it ends with other resources: "
                    + $"{string.Join(", ", state.Keys.Except(whole.Keys).Concat(whole.Keys.Except(state.Keys)))}");
            foreach (var (id, document) in whole)
            {
                Assert.True(document == state[id], $"Killed at request {at}, {id} differs:\n{document}\n{state[id]}");
            }
        }

        output.WriteLine($"{kind}: {requests} requests, killed at each; {kills} runs did not end by themselves.");
        Assert.InRange(kills, requests * 3 / 4, requests);
    }

    [Fact]
    public async Task A_removal_killed_at_any_request_and_run_again_leaves_nothing()
    {
        int requests;
        using (var lab = new TopologyLab())
        {
            await lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting));
            var (gateway, wire) = await lab.ConnectAsync();
            await RemoveAsync(gateway, default);
            requests = wire.Seen.Count;
            Assert.Empty(lab.State());
        }

        for (var at = 1; at <= requests; at++)
        {
            using var lab = new TopologyLab();
            await lab.MakeAsync(TopologyLab.Request(TopologyKind.FirewallRouting));
            using var killed = new CancellationTokenSource();
            var (gateway, _) = await lab.ConnectAsync(arm => new KillSwitch(arm, at, killed));
            await Record.ExceptionAsync(() => RemoveAsync(gateway, killed.Token));
            try
            {
                await RemoveAsync((await lab.ConnectAsync()).Gateway, default);
            }
            catch (EgressException e) when (e.Id == nameof(EgressErrors.ResourceGroupNotFound))
            {
                // The first run had sent its last request.
            }

            var left = lab.State();
            Assert.True(left.Count == 0, $"Killed at request {at}, these are left: {string.Join(", ", left.Keys)}");
        }
    }

    private static async Task RemoveAsync(Core.Arm.IArmGateway gateway, CancellationToken cancellationToken)
    {
        var removal = new TopologyRemoval(gateway);
        await removal.RunAsync(await removal.PlanAsync("contoso", TopologyLab.Group, cancellationToken), null, cancellationToken);
    }

    /// <summary>
    /// Forwards a number of requests; the last one reaches ARM, but its response is lost. After that, the process is dead.
    /// </summary>
    private sealed class KillSwitch(HttpMessageHandler arm, int last, CancellationTokenSource killed) : DelegatingHandler(arm)
    {
        private int _sent;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _sent);
            if (number > last)
            {
                throw new OperationCanceledException(killed.Token);
            }

            var response = await base.SendAsync(request, CancellationToken.None);
            if (number < last)
            {
                return response;
            }

            response.Dispose();
            await killed.CancelAsync();
            throw new OperationCanceledException(killed.Token);
        }
    }
}

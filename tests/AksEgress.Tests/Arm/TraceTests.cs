using AksEgress.Core.Arm;

namespace AksEgress.Tests.Arm;

/// <summary>The observer of a request is the work that started it, even after a list has yielded, and no other one.</summary>
public class TraceTests
{
    [Fact]
    public void An_exchange_is_one_line_and_reports_a_missing_answer()
    {
        Assert.Equal(
            "GET /a -> 200 in 5 ms, correlation c", new ArmExchange("GET", "/a", 200, TimeSpan.FromMilliseconds(5), "c").ToString());
        Assert.Equal("GET /a -> no response in 5 ms", new ArmExchange("GET", "/a", 0, TimeSpan.FromMilliseconds(5), null).ToString());
    }

    [Fact]
    public async Task Concurrent_work_has_separate_traces()
    {
        var told = new List<string>[] { [], [] };
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => ArmTrace.WatchAsync(
            exchange => told[i].Add(exchange.Path),
            async () =>
            {
                for (var n = 0; n < 20; n++)
                {
                    await Task.Yield();
                    ArmTrace.Tell(new ArmExchange("GET", "/" + i, 200, TimeSpan.Zero, null));
                }

                return 0;
            })));

        Assert.All(told, (paths, i) => Assert.Equal(Enumerable.Repeat("/" + i, 20), paths));
        ArmTrace.Tell(new ArmExchange("GET", "/after", 200, TimeSpan.Zero, null));
        Assert.DoesNotContain(told, paths => paths.Contains("/after"));
    }

    [Fact]
    public async Task Each_page_of_a_list_is_traced()
    {
        var told = new List<string>();
        using var gateway = new TracingGateway(new Pages(), exchange => told.Add(exchange.Path));
        var read = new List<string>();
        await foreach (var item in gateway.ListAsync("/list", "1", CancellationToken.None))
        {
            read.Add(item);
        }

        Assert.Equal(["1", "2", "3"], read);
        Assert.Equal(["/page1", "/page2", "/page3"], told);
    }

    private sealed class Pages : IArmGateway
    {
        public ArmSession Session => throw new NotSupportedException();

        public Task<ArmResponse> SendAsync(ArmRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ArmResponse> WaitAsync(
            string operationToken,
            IProgress<ArmOperationProgress>? progress,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ArmResponse> LookAsync(string operationToken, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ArmResponse> SettleAsync(
            string path,
            string apiVersion,
            IProgress<ArmOperationProgress>? progress,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public async IAsyncEnumerable<string> ListAsync(
            string path, string apiVersion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var page = 1; page <= 3; page++)
            {
                await Task.Yield();
                ArmTrace.Tell(new ArmExchange("GET", "/page" + page, 200, TimeSpan.Zero, null));
                yield return page.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        public void Dispose()
        {
        }
    }
}

using System.Net;
using AksEgress.Core.Clusters;
using AksEgress.Core.Errors;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;
using static AksEgress.Core.Clusters.OutboundTypeNames;

namespace AksEgress.Tests.OutboundTypes;

/// <summary>
/// Ctrl+C at each point of a change, and lost responses: the change record is kept, and the result is determined later.
/// </summary>
public sealed class InterruptedChangeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public enum Request
    {
        Put,
        ReadAfterConflict,
        Poll,
    }

    [Theory]
    [InlineData(Request.Put, "BeforeRequest", false)]
    [InlineData(Request.Put, "BeforeAnswer", true)]
    [InlineData(Request.Put, "InAnswer", true)]
    [InlineData(Request.ReadAfterConflict, "BeforeRequest", false)]
    [InlineData(Request.ReadAfterConflict, "BeforeAnswer", false)]
    [InlineData(Request.Poll, "BeforeRequest", true)]
    [InlineData(Request.Poll, "BeforeAnswer", true)]
    public async Task RunAsync_CancelledAtEachPoint_KeepsTheRecordAndFindsTheResult(Request request, string point, bool arrives)
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
        if (request == Request.ReadAfterConflict)
        {
            lab.TagCluster("theirs");
        }

        var written = false;
        lab.Wire.Halt = exchange =>
        {
            var halts = request switch
            {
                Request.Put => exchange.WritesCluster,
                Request.Poll => exchange.IsPoll,
                _ => written && exchange.Method == "GET" && exchange.Path == lab.Id.Text,
            };
            written |= exchange.WritesCluster;
            return halts ? Enum.Parse<WirePoint>(point) : null;
        };
        var log = new OperationLog();
        using var stop = new CancellationTokenSource();

        var running = lab.Changer.RunAsync(plan, log, stop.Token);
        await lab.Wire.Halted.Task.WaitAsync(s_patience);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(s_patience));

        lab.Wire.Halt = null;
        var kept = Assert.Single(log.Kept);
        Assert.Equal(LoadBalancer, OutboundTypeChange.FromRecord(kept.Record!).From);

        // Another process has only the texts.
        var texts = SavedOperation.FromParts(kept.ResourceId, kept.Operation, kept.Token, kept.Record);
        using var gateway = await lab.ConnectAsync();
        var changer = new OutboundTypeChanger(new ResourceStore(gateway));
        if (arrives)
        {
            Assert.Equal("ReadBack", (await changer.WaitAsync(texts, CancellationToken.None)).Verified);
            Assert.Equal("Succeeded", (await new OperationReader(gateway).LookAsync(texts, CancellationToken.None)).Status);
            Assert.Equal(UserDefinedRouting, lab.OutboundType());
        }
        else
        {
            // After a conflict, the cluster also differs from its former state: another client changed it.
            var conflict = request == Request.ReadAfterConflict;
            var error = await Assert.ThrowsAsync<EgressException>(() => changer.WaitAsync(texts, CancellationToken.None));
            Assert.Equal(conflict ? nameof(EgressErrors.ChangeResultUnknown) : nameof(EgressErrors.ChangeNotApplied), error.Id);
            Assert.Equal(
                conflict ? "Unknown" : "NotApplied", (await new OperationReader(gateway).LookAsync(texts, CancellationToken.None)).Status);
            Assert.Equal(LoadBalancer, lab.OutboundType());
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task RunAsync_CertainRefusal_RemovesTheOperation(HttpStatusCode status)
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
        lab.Wire.Answer = exchange => exchange.WritesCluster ? (status, """{ "error": { "code": "No", "message": "No." } }""") : null;
        var log = new OperationLog();

        await Assert.ThrowsAnyAsync<Exception>(() => lab.Changer.RunAsync(plan, log, CancellationToken.None));

        Assert.Single(log.Added);
        Assert.Empty(log.Kept);
    }

    [Fact]
    public async Task RunAsync_EachAttemptAfterAConflict_IsKeptWithItsOwnRecordBeforeItIsSent()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
        lab.TagCluster("theirs");
        var log = new OperationLog();
        var keptAtWrite = new List<int>();
        lab.Wire.Before = exchange =>
        {
            if (exchange.WritesCluster)
            {
                keptAtWrite.Add(log.Kept.Count);
            }
        };

        await lab.Changer.RunAsync(plan, log, CancellationToken.None);

        Assert.Equal([1, 1], keptAtWrite);
        Assert.Equal(2, log.Added.Count);
        Assert.Contains("nextRequestUri", Assert.Single(log.Kept).Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_AnswerLostAndChangeTaken_IsInProgressAndThenSucceeded()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
        var updating = lab.Cluster();
        lab.Wire.Answer = exchange =>
        {
            if (!exchange.WritesCluster)
            {
                return null;
            }

            lab.Wire.Answer = null;
            lab.Put(exchange.Path, exchange.Body!);
            updating = lab.Cluster();
            updating["properties"]!["provisioningState"] = "Updating";
            Show(lab, updating);
            return (HttpStatusCode.InternalServerError, "{}");
        };

        var begun = (await lab.Changer.StartAsync(plan, CancellationToken.None))!;
        var reader = new OperationReader(await lab.ConnectAsync());
        var first = await reader.LookAsync(begun, CancellationToken.None);
        lab.Wire.Answer = null;
        var last = await reader.LookAsync(begun, CancellationToken.None);

        Assert.Equal(("InProgress", "InProgress", "Succeeded"), (begun.Status, first.Status, last.Status));
        Assert.Equal(begun.Record, last.Record);
        Assert.DoesNotContain("nextRequestUri", begun.Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_ResultUnknown_KeepsTheRecord()
    {
        using var lab = await EgressLab.OwnAsync();
        var plan = await lab.Changer.PlanAsync(lab.Id, Targets.Routing, CancellationToken.None);
        lab.Wire.Answer = exchange => exchange.WritesCluster ? (HttpStatusCode.InternalServerError, "{}") : null;
        var log = new OperationLog();

        var error = await Assert.ThrowsAsync<EgressException>(() => lab.Changer.StartAsync(plan, log, CancellationToken.None));

        lab.Wire.Answer = null;
        Assert.Equal(nameof(EgressErrors.ChangeResultUnknown), error.Id);
        var kept = Assert.Single(log.Kept);
        Assert.Equal(Assert.IsType<OutboundTypeChange>(error.Target).Record, kept.Record);
        Assert.Equal("NotApplied", (await new OperationReader(await lab.ConnectAsync()).LookAsync(kept, CancellationToken.None)).Status);
    }

    private static void Show(EgressLab lab, System.Text.Json.Nodes.JsonObject cluster) =>
        lab.Wire.Answer = exchange =>
            exchange.Method == "GET" && exchange.Path == lab.Id.Text ? (HttpStatusCode.OK, cluster.ToJsonString()) : null;
}

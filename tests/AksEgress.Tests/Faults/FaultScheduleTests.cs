using System.Net;
using AksEgress.Simulator;
using AksEgress.Simulator.Hosting.Faults;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Faults;

/// <summary>Single faults, and the reproducibility of a seed.</summary>
public sealed class FaultScheduleTests
{
    private const string Table = """{"location":"eastus","tags":{"mine":"1"},"properties":{"routes":[]}}""";
    private static readonly string s_table = SimulatedArm.NetworkId("contoso-rg", "routeTables", "rt");

    [Fact]
    public void A_seed_is_reproducible_despite_concurrent_requests()
    {
        var one = FaultSchedule.Seeded(7);
        var other = FaultSchedule.Seeded(7);
        var different = FaultSchedule.Seeded(8);
        var paths = Enumerable.Range(0, 20).Select(i => $"/path{i}").ToArray();
        foreach (var _ in Enumerable.Range(0, 50))
        {
            foreach (var path in paths)
            {
                one.Next("PUT", path);
                different.Next("PUT", path);
            }
        }

        foreach (var path in paths.Reverse())
        {
            foreach (var _ in Enumerable.Range(0, 50))
            {
                other.Next("PUT", path);
            }
        }

        static string[] Sorted(FaultSchedule schedule) =>
            [.. schedule.Injected.Select(text => text[text.IndexOf(' ', StringComparison.Ordinal)..]).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(one.Injected);
        Assert.Equal(Sorted(one), Sorted(other));
        Assert.NotEqual(Sorted(one), Sorted(different));
    }

    [Fact]
    public void Every_kind_occurs_and_a_paused_schedule_does_nothing()
    {
        var schedule = FaultSchedule.Seeded(1, new FaultOptions { Rate = 0.5 });
        for (var i = 0; i < 500; i++)
        {
            schedule.Next("PUT", $"/path{i}");
        }

        Assert.All(
            Enum.GetNames<FaultKind>(),
            kind => Assert.Contains(schedule.Injected, text => text.Contains($" {kind} ", StringComparison.Ordinal)));
        schedule.Paused = true;
        Assert.All(Enumerable.Range(0, 100), i => Assert.Null(schedule.Next("GET", $"/path{i}")));
        schedule.Paused = false;
        Assert.Contains(Enumerable.Range(0, 100), i => schedule.Next("GET", $"/path{i}") is not null);
    }

    [Fact]
    public void A_rate_or_a_run_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultSchedule.Seeded(1, new FaultOptions { Rate = 1.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultSchedule.Seeded(1, new FaultOptions { Rate = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultSchedule.Seeded(1, new FaultOptions { LongestRun = 0 }));
    }

    [Theory]
    [InlineData(FaultKind.Throttled, HttpStatusCode.TooManyRequests, "SubscriptionRequestsThrottled")]
    [InlineData(FaultKind.Unavailable, HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")]
    [InlineData(FaultKind.ServerError, HttpStatusCode.InternalServerError, "InternalServerError")]
    public void A_fault_in_front_of_ARM_drops_the_request(FaultKind kind, HttpStatusCode status, string code)
    {
        using var arm = Always(kind, out var faults);
        var answer = arm.Put(s_table, Table);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(kind == FaultKind.Throttled, answer.Headers.ContainsKey("Retry-After"));
        faults.Paused = true;
        Assert.Equal(HttpStatusCode.NotFound, arm.Get(s_table).Status);
    }

    [Theory]
    [InlineData(FaultKind.DroppedBefore, false)]
    [InlineData(FaultKind.DroppedAfter, true)]
    [InlineData(FaultKind.Truncated, true)]
    public void A_broken_connection_does_not_undo_a_processed_request(FaultKind kind, bool done)
    {
        using var arm = Always(kind, out var faults);
        var broken = Assert.ThrowsAny<Exception>(() => arm.Put(s_table, Table));
        Assert.True(broken is HttpRequestException or IOException, broken.ToString());
        faults.Paused = true;
        Assert.Equal(done ? HttpStatusCode.OK : HttpStatusCode.NotFound, arm.Get(s_table).Status);
    }

    [Fact]
    public void A_failing_operation_leaves_its_resource_failed_and_another_write_repairs_it()
    {
        using var arm = Always(FaultKind.FailedOperation, out var faults);
        var started = arm.Put(s_table, Table);
        Assert.Equal(HttpStatusCode.Created, started.Status);
        arm.Clock.Advance(60);
        var status = arm.Get(started.Headers["Azure-AsyncOperation"]).Body!;
        Assert.Equal(("Failed", "InternalServerError"), ((string?)status["status"], (string?)status["error"]!["code"]));
        Assert.Equal("Failed", arm.Get(s_table).State);

        started = arm.Send("PATCH", ClusterWorld.Cluster, """{"tags":{"a":"b"}}""");
        arm.Clock.Advance(600);
        Assert.Equal("Failed", (string?)arm.Get(started.Headers["Azure-AsyncOperation"]).Body!["status"]);
        Assert.Equal("Failed", arm.Get(ClusterWorld.Cluster).State);

        faults.Paused = true;
        Assert.Equal("Succeeded", (string?)arm.Make(s_table, Table)["properties"]!["provisioningState"]);
        Assert.Equal(
            "Succeeded",
            (string?)arm.Make(ClusterWorld.Cluster, arm.Read(ClusterWorld.Cluster).ToJsonString())["properties"]!["provisioningState"]);
    }

    [Fact]
    public void A_failing_operation_fails_in_the_next_process_too()
    {
        using var arm = Always(FaultKind.FailedOperation, out _);
        var started = arm.Put(s_table, Table);
        using var next = new SimulatedArm();
        next.Simulator.Load(arm.Simulator.Save());
        next.Clock.Advance(60);
        Assert.Equal("Failed", (string?)next.Get(started.Headers["Azure-AsyncOperation"]).Body!["status"]);
        Assert.Equal("Failed", next.Get(s_table).State);
    }

    [Fact]
    public void An_intruder_changes_the_etag_first()
    {
        using var arm = Always(FaultKind.Intruder, out var faults);
        var refused = arm.Put(
            ClusterWorld.Cluster, arm.Read(ClusterWorld.Cluster).ToJsonString(), ifMatch: (string)arm.Read(ClusterWorld.Cluster)["eTag"]!);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.Status);
        Assert.Equal("OperationNotAllowed", arm.Put(ClusterWorld.Cluster, arm.Read(ClusterWorld.Cluster).ToJsonString()).Code);
        var (id, tag) = Assert.Single(faults.Intrusions);
        Assert.Equal("was-here", (string?)arm.Read(id)["tags"]![tag]);
    }

    private static SimulatedArm Always(FaultKind kind, out FaultSchedule faults)
    {
        faults = FaultSchedule.Seeded(1, new FaultOptions { Rate = 1, Kinds = [kind] });
        return new SimulatedArm(new SimulatorOptions { SampleWorld = true, Faults = faults });
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AksEgress.Tests.Simulator;

/// <summary>Operations on agent pools: concurrent, stopped, started, and aborted.</summary>
public sealed class AgentPoolTests : IDisposable
{
    private const string Upgrade = "/upgradeNodeImageVersion";
    private readonly ClusterWorld _world = new();

    private static string First => ClusterWorld.Cluster + "/agentPools/nodepool1";

    private static string Second => ClusterWorld.Cluster + "/agentPools/win1";

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Pools_change_concurrently_but_each_only_once_at_a_time()
    {
        Assert.Equal(HttpStatusCode.Accepted, Arm.Send("POST", First + Upgrade).Status);
        Assert.Equal(HttpStatusCode.Accepted, Arm.Send("POST", Second + Upgrade).Status);
        var busy = Arm.Send("POST", First + Upgrade);
        Assert.Equal((HttpStatusCode.Conflict, "OperationNotAllowed"), (busy.Status, busy.Code));
        Assert.Contains("agentpool operation (nodepool1 - UpgradingNodeImageVersion)", busy.Message, StringComparison.Ordinal);
        Arm.Clock.Advance(1000);
        Assert.Equal(("Succeeded", "Succeeded"), (Arm.Get(First).State, Arm.Get(Second).State));
    }

    [Fact]
    public void An_operation_on_a_pool_blocks_its_cluster_and_vice_versa()
    {
        Arm.Send("POST", Second + Upgrade);
        foreach (var refused in (SimulatedArm.Answer[])[
            _world.Change(static _ => { }),
            Arm.Send("DELETE", ClusterWorld.Cluster),
            Arm.Send("POST", ClusterWorld.Cluster + "/stop")
        ])
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains("agentpool operation (win1 - UpgradingNodeImageVersion)", refused.Message, StringComparison.Ordinal);
        }

        Arm.Clock.Advance(1000);
        Assert.Equal(HttpStatusCode.OK, _world.Change(static _ => { }).Status);
        foreach (var refused in (SimulatedArm.Answer[])[
            Arm.Send("POST", First + Upgrade),
            Arm.Send("DELETE", Second),
            Arm.Put(Second, "{}")
        ])
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains("Another operation (Updating)", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_locks_of_pools_are_saved()
    {
        Arm.Send("POST", First + Upgrade);
        Arm.Send("POST", Second + Upgrade);
        using SimulatedArm loaded = new();
        loaded.Simulator.Load(Arm.Simulator.Save());
        Assert.Equal(HttpStatusCode.Conflict, loaded.Send("POST", Second + Upgrade).Status);
        Assert.Equal(HttpStatusCode.Conflict, loaded.Send("DELETE", ClusterWorld.Cluster).Status);
        loaded.Clock.Advance(1000);
        Assert.Equal(("Succeeded", "Succeeded"), (loaded.Get(First).State, loaded.Get(Second).State));
        Assert.Equal(HttpStatusCode.Accepted, loaded.Send("DELETE", ClusterWorld.Cluster).Status);
    }

    [Fact]
    public void A_stopped_pool_has_no_nodes_and_gets_them_back()
    {
        var count = Count(Second);
        Assert.NotEqual(0, count);
        Show(Switch("Stopped"), 0, "Stopping", "Stopped");
        Show(Arm.Get(Second), count, "Stopping", "Stopped");
        Arm.Clock.Advance(61);
        Show(Arm.Get(Second), 0, "Succeeded", "Stopped");
        Assert.DoesNotContain(
            "simulatedStoppedPools",
            Arm.Read(SimulatedArm.Group(ClusterWorld.Contoso) + "/resources").ToJsonString(),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(ClusterWorld.Cluster + "/simulatedStoppedPools/win1").Status);

        Show(Switch("Running"), count, "Starting", "Running");
        Arm.Clock.Advance(211);
        Show(Arm.Get(Second), count, "Succeeded", "Running");
    }

    [Fact]
    public void An_aborted_stop_leaves_the_pool_unchanged()
    {
        Assert.Equal(HttpStatusCode.NoContent, Arm.Send("POST", Second + "/abort").Status);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Send("POST", ClusterWorld.Cluster + "/agentPools/none/abort").Status);
        var count = Count(Second);
        var stop = Switch("Stopped");
        Arm.Send("POST", First + Upgrade);
        var abort = Arm.Send("POST", Second + "/abort");
        Assert.Equal(HttpStatusCode.Accepted, abort.Status);
        Show(abort, 0, "Stopping", "Stopped");
        Assert.Equal("Canceled", (string?)Arm.Get(stop.Headers["Azure-AsyncOperation"]).Body!["status"]);
        Assert.Equal(HttpStatusCode.Conflict, Arm.Send("POST", Second + Upgrade).Status);
        Arm.Clock.Advance(7);
        Show(Arm.Get(Second), count, "Canceled", "Running");
        Assert.Equal(HttpStatusCode.NoContent, Arm.Get(abort.Headers["Location"]).Status);
        Assert.Equal("UpgradingNodeImageVersion", Arm.Get(First).State);
        Assert.Equal(HttpStatusCode.Accepted, Arm.Send("POST", Second + Upgrade).Status);
    }

    [Fact]
    public void An_aborted_start_leaves_the_pool_stopped()
    {
        var count = Count(Second);
        Switch("Stopped");
        Arm.Clock.Advance(61);
        Switch("Running");
        Assert.Equal(HttpStatusCode.Accepted, Arm.Send("POST", Second + "/abort").Status);
        Arm.Clock.Advance(7);
        Show(Arm.Get(Second), 0, "Canceled", "Stopped");
        Switch("Running");
        Arm.Clock.Advance(211);
        Show(Arm.Get(Second), count, "Succeeded", "Running");
    }

    [Fact]
    public void A_stopped_cluster_refuses_changes_of_pools()
    {
        Arm.Send("POST", ClusterWorld.Cluster + "/stop");
        Arm.Clock.Advance(200);
        var body = """{"properties":{"count":1,"mode":"User","vnetSubnetID":"@s"}}""".With("@s", ClusterWorld.Subnet);
        foreach (var refused in (SimulatedArm.Answer[])[
            Arm.Put(ClusterWorld.Cluster + "/agentPools/np9", body),
            Arm.Send("DELETE", Second),
            Arm.Send("POST", First + Upgrade)
        ])
        {
            Assert.Equal((HttpStatusCode.BadRequest, "OperationNotAllowed"), (refused.Status, refused.Code));
            Assert.Contains("Power State(Stopped)", refused.Message, StringComparison.Ordinal);
        }

        Arm.Send("POST", ClusterWorld.Cluster + "/start");
        Arm.Clock.Advance(300);
        Assert.Equal(HttpStatusCode.Created, Arm.Put(ClusterWorld.Cluster + "/agentPools/np9", body).Status);
    }

    [Fact]
    public void Deleting_a_group_ends_the_operations_on_its_pools()
    {
        Arm.Send("DELETE", SimulatedArm.Group(ClusterWorld.Contoso));
        Arm.Clock.Advance(400);
        var upgrade = Arm.Send("POST", Second + Upgrade);
        Arm.Clock.Advance(5000);
        var status = (string?)Arm.Get(upgrade.Headers["Azure-AsyncOperation"]).Body!["status"];
        Assert.Equal("Canceled", status);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(SimulatedArm.Group(ClusterWorld.Contoso)).Status);
    }

    [Fact]
    public void Tags_are_kept_and_lists_are_ordered_by_name()
    {
        var pool = ClusterWorld.Cluster + "/agentPools/aa";
        var body = """{"properties":{"count":1,"mode":"User","vnetSubnetID":"@s"@t}}""".With("@s", ClusterWorld.Subnet);
        Arm.Make(pool, body.With("@t", ""","tags":{"key1":"value1"}"""));
        Assert.Equal("value1", (string?)Arm.Make(pool, body.With("@t", ""))["properties"]!["tags"]!["key1"]);
        Assert.Null(Arm.Make(pool, body.With("@t", ""","tags":{}"""))["properties"]!["tags"]?["key1"]);
        string[] names = [.. Arm.Read(ClusterWorld.Cluster + "/agentPools")["value"]!
            .AsArray()
            .Select(static one => (string)one!["name"]!)];
        Assert.Equal(["aa", "nodepool1", "win1"], names);
    }

    private static void Show(SimulatedArm.Answer answer, int count, string state, string power) => Assert.Equal((count, state, power),
        ((int)answer.Body!["properties"]!["count"]!, answer.State!, (string)answer.Body["properties"]!["powerState"]!["code"]!));

    private int Count(string pool) => (int)Arm.Read(pool)["properties"]!["count"]!;

    private SimulatedArm.Answer Switch(string power)
    {
        var pool = Arm.Read(Second);
        pool["properties"]!["powerState"] = new JsonObject { ["code"] = power };
        return Arm.Put(Second, pool.ToJsonString());
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.RunCommands;

/// <summary>The simulator's run command, and the shell in the pod.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly CommandWorld _world = new();

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_command_runs_for_some_virtual_seconds_and_its_result_stays()
    {
        var started = _world.Start("echo hello; sleep 20; exit 3");
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        Assert.True(started.Headers.ContainsKey("Retry-After"));
        var location = started.Headers["Location"];
        Assert.StartsWith(
            "https://management.azure.com" + Arm.Read(ClusterWorld.Cluster)["id"] + "/commandResults/", location, StringComparison.Ordinal);
        Arm.Clock.Advance(24);
        var running = Arm.Send("GET", location);
        Assert.Equal(HttpStatusCode.Accepted, running.Status);
        Assert.Equal(location, running.Headers["Location"]);
        Arm.Clock.Advance(2);
        var result = Arm.Send("GET", location).Body!;
        Assert.Equal(location[(location.LastIndexOf('/') + 1)..location.IndexOf('?', StringComparison.Ordinal)], (string?)result["id"]);
        Assert.Equal(
            """{"provisioningState":"Succeeded","exitCode":3,"startedAt":"2026-11-20T08:00:05Z","finishedAt":"2026-11-20T08:00:"""
                + """25Z","logs":"hello\n"}""",
            result["properties"]!.ToJsonString());
    }

    [Fact]
    public void Runs_survive_in_a_state_and_are_not_listed()
    {
        var location = _world.Start("echo kept; kubectl get ns > /dev/null").Headers["Location"];
        var state = Arm.Simulator.Save();
        using SimulatedArm other = new();
        other.Simulator.Load(state);
        Assert.Equal(HttpStatusCode.Accepted, other.Send("GET", location).Status);
        other.Clock.Advance(60);
        Assert.Equal("kept\n", (string?)other.Send("GET", location).Body!["properties"]!["logs"]);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(ClusterWorld.Cluster + "/commandResults").Status);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(ClusterWorld.Cluster + "/commandResults/none").Status);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(ClusterWorld.Cluster + "/simulatedKubernetes/state").Status);
        Assert.DoesNotContain(
            "simulatedKubernetes",
            Arm.Read(SimulatedArm.Group(ClusterWorld.Contoso) + "/resources").ToJsonString(),
            StringComparison.Ordinal);
        Arm.Clock.Advance(60);
        Arm.Delete(ClusterWorld.Cluster);
        Assert.DoesNotContain("simulatedKubernetes", Arm.Simulator.Save(), StringComparison.Ordinal);
        Assert.DoesNotContain("commandResults", Arm.Simulator.Save(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_last_results_are_kept()
    {
        var first = _world.Start("echo 0").Headers["Location"];
        for (var index = 1; index <= 21; index++)
        {
            Arm.Clock.Advance(10);
            _world.Start("echo " + index);
        }

        Assert.Equal(HttpStatusCode.NotFound, Arm.Send("GET", first).Status);
    }

    [Fact]
    public void A_cluster_that_cannot_run_commands_refuses_them()
    {
        _world.World.Make(static properties => properties["apiServerAccessProfile"]!["disableRunCommand"] = true);
        Assert.Equal("RunCommandDisabled", _world.Start("true").Code);
        _world.World.Make(static properties => properties["apiServerAccessProfile"]!["disableRunCommand"] = false);
        Assert.Equal(HttpStatusCode.Accepted, _world.Start("true").Status);
        Arm.Send("POST", ClusterWorld.Cluster + "/stop");
        Assert.Equal("OperationNotAllowed", _world.Start("true").Code);
        Arm.Clock.Advance(1000);
        var stopped = _world.Start("true");
        Assert.Equal(HttpStatusCode.Conflict, stopped.Status);
        Assert.Contains("Stopped", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, _world.Start("true", cluster: SimulatedArm.ClusterId(ClusterWorld.Contoso, "none")).Status);
    }

    [Fact]
    public void A_pod_that_cannot_start_is_a_refusal_with_AKSs_text_and_leaves_nothing()
    {
        _world.UseFirewall();
        var refused = _world.Start("echo never");
        Assert.Equal((HttpStatusCode.BadRequest, "KubernetesPerformanceError"), (refused.Status, refused.Code));
        Assert.Matches(
            "^Failed to run command due to cluster perf issue, container command-[0-9a-f]{32} in aks-command namespace did not start "
                + "within 30s on your cluster, retry may helps\\. If issue persist, you may need to tune your cluster with better "
                + "performance \\(larger node/paid tier\\)\\.$", refused.Message);
        Assert.False(refused.Headers.ContainsKey("Location"));
        Assert.DoesNotContain("commandResults", Arm.Simulator.Save(), StringComparison.OrdinalIgnoreCase);

        // A cluster that gets its images from a private registry needs no egress path for this.
        _world.World.Make(static properties => properties["bootstrapProfile"] = new JsonObject { ["artifactSource"] = "Cache" });
        var result = _world.Run("curl -sS --max-time 10 https://api.ipify.org");
        Assert.Equal(("Succeeded", 35), (result.State, result.ExitCode));
    }

    [Fact]
    public void Without_a_node_for_it_the_pod_is_not_schedulable()
    {
        var state = JsonNode.Parse(Arm.Simulator.Save())!.AsArray();
        var cluster = state.Single(static item => (string?)item!["name"] == "contoso-aks")!.AsObject();
        foreach (var pool in cluster["properties"]!["agentPoolProfiles"]!.AsArray())
        {
            pool!["powerState"] = new JsonObject { ["code"] = "Stopped" };
        }

        Arm.Simulator.Load(state.ToJsonString());
        var refused = _world.Start("true");
        Assert.Equal("KubernetesPerformanceError", refused.Code);
        Assert.StartsWith(
            "Pod is not schedulable: Insufficient resources for the RunCommand pod.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'a  b' \"c $X\" d", "a  b c  d\n", 0)]
    [InlineData("X=1; echo \"$X\" '$X' ${X}2 $?", "1 $X 12 0\n", 0)]
    [InlineData("false; echo $?", "1\n", 0)]
    [InlineData("false && echo no || echo yes", "yes\n", 0)]
    [InlineData("true || echo no && echo yes", "yes\n", 0)]
    [InlineData("echo one # two\necho three", "one\nthree\n", 0)]
    [InlineData("echo a \\\n b", "a b\n", 0)]
    [InlineData("foo", "bash: line 1: foo: command not found\n", 127)]
    [InlineData("\nfoo 2>/dev/null; echo $?", "127\n", 0)]
    [InlineData("foo 2>&1 >/dev/null", "bash: line 1: foo: command not found\n", 127)]
    [InlineData("foo >/dev/null 2>&1", "", 127)]
    [InlineData("foo &>/dev/null", "", 127)]
    [InlineData("echo x > f; echo y >> f; cat f", "x\ny\n", 0)]
    [InlineData("cat missing", "cat: missing: No such file or directory\n", 1)]
    [InlineData("cat a.txt ./b/c.txt | cat", "A\nC", 0)]
    [InlineData("cat <<'EOF'\n$X stays\nEOF\necho end", "$X stays\nend\n", 0)]
    [InlineData("cat < a.txt", "A\n", 0)]
    [InlineData("exit 7; echo never", "", 7)]
    [InlineData("exit 256", "", 0)]
    [InlineData("set -e; false; echo never", "", 1)]
    [InlineData("set -e; false || true; echo on", "on\n", 0)]
    [InlineData("true &&\necho on", "on\n", 0)]
    [InlineData("echo -n a; echo -e 'b\\nc'", "ab\nc\n", 0)]
    [InlineData("echo 'open", "bash: -c: line 1: unexpected EOF while looking for matching `''\n", 2)]
    [InlineData("; echo", "bash: -c: line 1: syntax error near unexpected token `;'\n", 2)]
    [InlineData("echo )", "bash: -c: line 1: syntax error near unexpected token `)'\n", 2)]
    [InlineData("if true; then echo; fi", "bash: line 1: 'if' is more than the simulator's shell knows\n", 2)]
    [InlineData("echo $(date)", "bash: line 1: command substitution is more than the simulator's shell knows\n", 2)]
    [InlineData("echo a\u0007b", "a?b\n", 0)]
    [InlineData("echo 20$", "20$\n", 0)]
    public void The_shell_supports_the_syntax_of_common_commands(string script, string logs, int code)
    {
        var result = _world.Run(script, CommandWorld.Zip(("a.txt", "A\n"), ("b/c.txt", "C")));
        Assert.Equal((logs, code), (result.Logs, result.ExitCode!.Value));
    }

    [Fact]
    public void Output_ends_at_512_kB()
    {
        string line = new('é', 1000);
        var result = _world.Run(
            string.Join('\n', Enumerable.Repeat($"echo {line}", 60)) + "\n"
                + string.Join('\n', Enumerable.Repeat("cat big big big big", 4)),
            CommandWorld.Zip(("big", new string('x', 40_001))));
        Assert.InRange(Encoding.UTF8.GetByteCount(result.Logs!), 512 * 1024 - 4, 512 * 1024);
    }

    [Fact]
    public void The_duration_of_commands_is_limited()
    {
        var result = _world.Run("sleep 999999999; echo never");
        Assert.Equal("", result.Logs);
        Assert.Equal("2026-11-20T09:00:05Z", (string?)result.Properties["finishedAt"]);
    }

    [Fact]
    public void At_the_maximum_time_commands_still_run()
    {
        using SimulatedArm arm = new(new() { SampleWorld = true, TimeScale = 1e12 });
        arm.Clock.Advance(1_000_000);
        var command = """{"command":"kubectl create ns x; sleep 3600; kubectl get svc"}""";
        var location = arm.Send("POST", ClusterWorld.Cluster + "/runCommand", command).Headers["Location"];
        Assert.Equal("Succeeded", arm.Send("GET", location).State);
    }

    [Fact]
    public void The_work_of_commands_is_limited()
    {
        var result = _world.Run(
            string.Concat(Enumerable.Repeat("cat big > copy\n", 2000)), CommandWorld.Zip(("big", new string('x', 3_000_000))));
        Assert.Equal(("bash: this is more work than the simulator does for one command\n", 1), (result.Logs, result.ExitCode!.Value));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a/../../up")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/x")]
    [InlineData("a\\b")]
    [InlineData("bell\u0007")]
    public void A_name_outside_its_folder_is_refused(string name) =>
        Assert.Equal("InvalidParameter", _world.Start("true", CommandWorld.Zip((name, "x"))).Code);

    [Fact]
    public void An_invalid_or_too_large_zip_is_refused()
    {
        Assert.Equal("InvalidParameter", _world.Start("true", "%%%").Code);
        Assert.Equal("InvalidParameter", _world.Start("true", Convert.ToBase64String(new byte[100])).Code);
        Assert.Equal("InvalidParameter", _world.Start("true", CommandWorld.Zip(("bomb", new string('0', 50_000_000)))).Code);
        Assert.Equal(
            "InvalidParameter",
            _world.Start("true", CommandWorld.Zip([.. Enumerable.Range(0, 501).Select(static index => ($"f{index}", ""))])).Code);
        Assert.Equal("InvalidParameter", _world.Start("").Code);
        Assert.Equal("InvalidParameter", _world.Start("echo \0").Code);
        Assert.Equal("InvalidParameter", _world.Start(new string('x', 300_000)).Code);
        Assert.Equal(2, _world.Run(string.Concat(Enumerable.Repeat("true;", 2001))).ExitCode);
        Assert.Equal(HttpStatusCode.BadRequest, Arm.Send("POST", ClusterWorld.Cluster + "/runCommand", "[]").Status);
    }

    [Fact]
    public void The_credential_is_a_kubeconfig()
    {
        var answer = Arm.Send("POST", ClusterWorld.Cluster + "/listClusterUserCredential").Body!;
        var config = Encoding.UTF8.GetString(Convert.FromBase64String((string)answer["kubeconfigs"]![0]!["value"]!));
        Assert.StartsWith("apiVersion: v1\nkind: Config\n", config, StringComparison.Ordinal);
        Assert.Contains("current-context: contoso-aks\n", config, StringComparison.Ordinal);
    }
}

namespace StandIn.Tests;

public sealed class PipelineTests : EngineTests
{
    private readonly string _log = Guid.NewGuid().ToString("N");

    [Fact]
    public void Objects_stream_one_by_one()
    {
        Assert.Equal(["10", "20"], Texts($"Get-SampleNumber 2 -Log {_log} | Send-SampleNumber -Log {_log}"));
        Assert.Equal(
            [
                "source begins", "sink begins", "source writes 1", "sink gets 1", "source writes 2", "sink gets 2", "source ends",
                "sink ends", "source disposed", "sink disposed"
            ],
            Samples.Journal.Read(_log));
    }

    [Fact]
    public void Select_First_stops_the_source()
    {
        Assert.Equal(["1", "2"], Texts($"Get-SampleNumber 5 -Log {_log} | Select-Object -First 2"));
        Assert.Equal(
            ["source begins", "source writes 1", "source writes 2", "source is stopped", "source disposed"], Samples.Journal.Read(_log));
        Assert.False(Shell.HadErrors);
    }

    [Fact]
    public void A_failure_downstream_stops_the_source()
    {
        var failure = Assert.Throws<CmdletInvocationException>(() =>
            Run(s => s.AddCommand("Get-SampleNumber").AddParameter("Count", 3).AddParameter("Log", _log)
                .AddCommand("Send-SampleNumber").AddParameter("FailAt", 2).AddParameter("Log", _log)));
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Equal("That number fails.", failure.Message);
        var journal = Samples.Journal.Read(_log);
        Assert.Contains("source is stopped", journal);
        Assert.DoesNotContain("source ends", journal);
        Assert.DoesNotContain("sink ends", journal);
        Assert.Contains("sink disposed", journal);
    }

    [Fact]
    public void Lists_are_passed_whole_unless_they_are_enumerated()
    {
        Assert.Equal("1", Text("Get-SampleNumber 3 -AsList | Measure-Object | ForEach-Object Count"));
        Assert.Equal("3", Text("(Get-SampleNumber 3 -AsList) | Measure-Object | ForEach-Object Count"));
    }

    [Fact]
    public void Stop_reaches_the_cmdlet_on_another_thread()
    {
        Shell.AddCommand("Wait-SampleStop").AddParameter("Log", _log);
        var running = Shell.BeginInvoke();
        Assert.True(
            SpinWait.SpinUntil(() => Samples.Journal.Read(_log).Contains("waiting"), TimeSpan.FromSeconds(30)), "the cmdlet never began");

        Shell.Stop();
        Assert.Throws<PipelineStoppedException>(() => Shell.EndInvoke(running));
        Assert.Equal(PSInvocationState.Stopped, Shell.InvocationStateInfo.State);
        Assert.Equal(["waiting", "stopped on another thread", "is stopping", "refused", "disposed"], Samples.Journal.Read(_log));
    }

    [Fact]
    public void Output_arrives_while_a_command_runs()
    {
        var output = new PSDataCollection<PSObject>();
        var seen = new List<string>();
        output.DataAdded += (_, e) => seen.Add($"{output[e.Index]} after {Samples.Journal.Read(_log).Length}");
        Shell.AddCommand("Get-SampleNumber").AddParameter("Count", 2).AddParameter("Log", _log);
        Shell.EndInvoke(Shell.BeginInvoke<object, PSObject>(null, output));
        Assert.Equal(["1 after 2", "2 after 3"], seen);
    }

    [Fact]
    public void Variables_capture_the_output()
    {
        Assert.Equal("1,2,3|3", Text("$null = Get-SampleNumber 3 -OutVariable kept; $kept -join ','; $kept.Count"));
        Assert.Equal(
            "1|True",
            Text(
                "Invoke-SampleFailure Write -ErrorVariable failed -ErrorAction SilentlyContinue | Out-Null; $failed.Count; "
                    + "$failed[0].ToString() -like 'It failed*'"));
        Assert.Equal("11|12", Text("Get-SampleNumber 2 -PipelineVariable p | ForEach-Object { $p + 10 }"));
    }

    [Fact]
    public void Statements_run_one_after_another()
    {
        Assert.Equal(["1", "continued", "2"], Run(s => s.AddCommand("Get-SampleNumber").AddParameter("Count", 1).AddStatement()
            .AddCommand("Invoke-SampleFailure").AddParameter("How", "Write").AddStatement()
            .AddCommand("Invoke-SampleFailure").AddParameter("How", "Terminate").AddStatement()
            .AddScript("2")).Select(o => o.ToString()));
        Assert.Equal(
            ["SampleFailed,StandIn.Samples.InvokeSampleFailureCommand", "SampleFailed,StandIn.Samples.InvokeSampleFailureCommand"],
            Shell.Streams.Error.Select(e => e.FullyQualifiedErrorId));
    }

    [Fact]
    public void Typed_output_is_converted() => Assert.Equal([1, 2], Shell.AddCommand("Get-SampleNumber").AddArgument("2").Invoke<int>());

    [Fact]
    public void A_cmdlet_can_access_the_session()
    {
        Assert.Equal("Show-SampleSession Show-SampleSession 1/1 False FullLanguage", Text("Show-SampleSession"));
        Assert.Equal("there|set", Text("$where = 'there'; Show-SampleSession -Variable where; $FromCmdlet"));
        Assert.Equal(Path.GetFullPath("/tmp/x"), Text("Show-SampleSession -Path /tmp/y/../x"));
    }
}

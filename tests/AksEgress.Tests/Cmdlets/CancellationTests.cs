using System.Diagnostics;
using System.Management.Automation;

namespace AksEgress.Tests.Cmdlets;

[Trait("Engine", "Both")]
[Collection(AloneCollection.Name)]
public class CancellationTests
{
    // At most 0.7 s on idle cores; the change itself would take two minutes.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(5);

    [Fact]
    public void Stop_during_an_operation_takes_effect_within_a_second()
    {
        // In real time, the change would take two minutes.
        using var session = Session.Simulated(timeScale: 1);
        using var shell = session.Shell();
        shell
            .AddCommand("Set-AksOutboundType")
            .AddParameter("Name", "contoso-aks")
            .AddParameter("ResourceGroupName", "contoso-rg")
            .AddParameter("OutboundType", "loadBalancer")
            .AddParameter("LoadBalancerIdleTimeoutInMinutes", 10)
            .AddParameter("Confirm", false)
            .AddParameter("Verbose");
        var running = shell.BeginInvoke();
        Assert.True(
            SpinWait.SpinUntil(
                () => shell.Streams.Verbose.Any(line => line.Message.StartsWith("PUT ", StringComparison.Ordinal)),
                TimeSpan.FromSeconds(20)),
            "the change was not sent");

        var clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.True(clock.Elapsed < s_soon, $"stopping took {clock.Elapsed}");
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.ThrowsAny<PipelineStoppedException>(() => shell.EndInvoke(running));

        // The change continues in Azure; the session keeps its operation and the change record that undoes it.
        var operation = session.Run("Get-AksEgressOperation", new { }).Ok().Single;
        Assert.Equal("InProgress", operation.Properties["Status"].Value);
        Assert.NotNull(operation.Properties["Record"].Value);
    }

    [Fact]
    public void A_downstream_command_that_needs_no_more_input_ends_the_work()
    {
        using var session = Session.Simulated();
        Assert.Single(session.Script("Get-AksEgressCluster | Select-Object -First 1").Ok().Output);
    }

    [Fact]
    public void Progress_ends_with_its_work()
    {
        using var session = Session.Simulated();
        using var shell = session.Shell();
        shell.AddScript(
            "New-AksEgressTopology whole contoso-rg LoadBalancer; Invoke-AksEgressCommand contoso-aks contoso-rg 'exit 3' -ErrorAction "
                + "SilentlyContinue; Remove-AksEgressTopology whole contoso-rg -Confirm:$false");
        shell.Invoke();
        var open = new Dictionary<int, ProgressRecord>();
        var known = new HashSet<int>();
        foreach (var record in shell.Streams.Progress.Where(record =>
            !record.Activity.StartsWith("Preparing modules", StringComparison.Ordinal)))
        {
            Assert.True(record.ParentActivityId < 0 || known.Contains(record.ParentActivityId), "a part came before its whole");
            known.Add(record.ActivityId);
            if (record.RecordType == ProgressRecordType.Completed)
            {
                open.Remove(record.ActivityId);
            }
            else
            {
                open[record.ActivityId] = record;
            }
        }

        Assert.True(known.Count >= 4, "too little was shown");
        Assert.Empty(open.Values.Select(record => record.Activity));
    }

    [Fact]
    public void A_job_stops_immediately_and_reports_that_operations_continue_in_Azure()
    {
        using var session = Session.Simulated(timeScale: 1);
        var job = (Job)session.Script(
            "Set-AksOutboundType contoso-aks contoso-rg loadBalancer -LoadBalancerIdleTimeoutInMinutes 10 -Confirm:$false "
                + "-AsJob").Ok().Single.BaseObject;
        Assert.True(
            SpinWait.SpinUntil(
                () => job.Verbose.Any(line => line.Message.StartsWith("PUT ", StringComparison.Ordinal)), TimeSpan.FromSeconds(20)),
            "the change was not sent");
        session.Run("Disconnect-AksEgress", new { }).Ok();
        Assert.Equal(JobState.Running, job.JobStateInfo.State);
        var clock = Stopwatch.StartNew();
        job.StopJob();
        Assert.True(clock.Elapsed < s_soon, $"stopping took {clock.Elapsed}");
        Assert.Equal(JobState.Stopped, job.JobStateInfo.State);
        Assert.Contains("continue in Azure", job.StatusMessage, StringComparison.Ordinal);
        Assert.Contains(job.Warning, warning => warning.Message.Contains("continue in Azure", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, job.Progress.LastOrDefault()?.RecordType ?? ProgressRecordType.Completed);
        job.Dispose();
    }

    [Fact]
    public async Task A_connection_made_after_the_stop_does_not_replace_the_current_one()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A pipe in place of the state file: no cancellation token reaches the call that reads it.
        var pipe = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".json");
        using (var made = Process.Start("mkfifo", pipe))
        {
            made.WaitForExit();
        }

        try
        {
            using var session = Session.Simulated();
            var before = session.Run("Get-AksEgressContext", new { }).Ok().Single.Properties["SubscriptionId"].Value;
            using var shell = session.Shell();
            shell
                .AddCommand("Connect-AksEgress")
                .AddParameter("Simulated")
                .AddParameter("StatePath", pipe)
                .AddParameter("SubscriptionId", "11111111-1111-1111-1111-111111111111");
            var running = shell.BeginInvoke();
            await using (var writer = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)))
            {
                shell.Stop();
                Assert.ThrowsAny<PipelineStoppedException>(() => shell.EndInvoke(running));
                await writer.WriteAsync("[]"u8.ToArray());
            }

            bool Taken() => !Equals(session.Run("Get-AksEgressContext", new { }).Ok().Single.Properties["SubscriptionId"].Value, before);
            Assert.False(SpinWait.SpinUntil(Taken, TimeSpan.FromSeconds(1)), "the connection was replaced");
        }
        finally
        {
            File.Delete(pipe);
        }
    }
}

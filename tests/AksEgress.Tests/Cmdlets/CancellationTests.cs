using System.Diagnostics;
using System.Management.Automation;

namespace AksEgress.Tests.Cmdlets;

[Trait("Engine", "Both")]
public class CancellationTests
{
    [Fact]
    public void Stopping_answers_within_a_second_while_an_operation_runs()
    {
        // In real time the change would take two minutes.
        using var session = Session.Simulated(timeScale: 1);
        using var shell = session.Shell();
        shell.AddCommand("Set-AksOutboundType").AddParameter("Name", "contoso-aks").AddParameter("ResourceGroupName", "contoso-rg")
            .AddParameter("OutboundType", "loadBalancer").AddParameter("LoadBalancerIdleTimeoutInMinutes", 10).AddParameter("Confirm", false).AddParameter("Verbose");
        var running = shell.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => shell.Streams.Verbose.Any(line => line.Message.StartsWith("PUT ", StringComparison.Ordinal)), TimeSpan.FromSeconds(20)), "the change was not sent");

        var clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"stopping took {clock.Elapsed}");
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.ThrowsAny<PipelineStoppedException>(() => shell.EndInvoke(running));

        // The change goes on in Azure; the session has it, with the way back.
        var operation = session.Run("Get-AksEgressOperation", new { }).Ok().Single;
        Assert.Equal("InProgress", operation.Properties["Status"].Value);
        Assert.NotNull(operation.Properties["Record"].Value);
    }

    [Fact]
    public void A_later_command_that_has_enough_ends_the_work()
    {
        using var session = Session.Simulated();
        Assert.Single(session.Script("Get-AksEgressCluster | Select-Object -First 1").Ok().Output);
    }
}

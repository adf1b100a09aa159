namespace StandIn.Tests;

public sealed class JobTests : EngineTests
{
    [Fact]
    public void A_job_is_waited_for_and_received()
    {
        Assert.Equal(
            "sample|SampleJob|Completed|first,last|False",
            Text(
                ("$j = Start-SampleJob; $null = $j | Wait-Job; $j.Name; $j.PSJobTypeName; $j.State; (Receive-Job $j 3>$null) -join ','; "
                    + "$j.HasMoreData").Replace(" 3>$null", " -WarningAction SilentlyContinue", StringComparison.Ordinal)));
        Assert.Equal("0", Text("Get-Job | Remove-Job; @(Get-Job).Count"));
    }

    [Fact]
    public void Receive_can_wait_and_remove_the_job()
    {
        Assert.Equal("first|last|0", Text("Start-SampleJob | Receive-Job -Wait -AutoRemoveJob; @(Get-Job).Count"));
        Assert.Equal("careful", Assert.Single(Shell.Streams.Warning).Message);
    }

    [Fact]
    public void Keep_retains_the_results() =>
        Assert.Equal(
            "2|2|2|0",
            Text(
                "$j = Start-SampleJob; $null = Wait-Job $j; @(Receive-Job $j -Keep).Count; @(Receive-Job $j -Keep).Count; @(Receive-Job "
                    + "$j).Count; @(Receive-Job $j).Count"));

    [Fact]
    public void Errors_of_a_job_are_errors_of_receiving()
    {
        Assert.Equal("first|last", Text("Start-SampleJob Error | Receive-Job -Wait -AutoRemoveJob"));
        Assert.StartsWith("JobError", Assert.Single(Shell.Streams.Error).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_is_stopped() => Assert.Equal("Running|Stopped", Text("$j = Start-SampleJob Wait; $j.State; Stop-Job $j; $j.State"));

    [Fact]
    public void Jobs_are_found_by_name_id_and_state() =>
        Assert.Equal(
            "one|two|two|Completed",
            Text(
                ("$a = Start-SampleJob -Name one; $b = Start-SampleJob -Name two; $null = $a, $b | Wait-Job; (Get-Job one).Name; (Get-Job "
                    + "-Name t*).Name; (Get-Job -Id $b.Id).Name; (Get-Job -State Completed)[0].State")
                    .Replace("Get-Job one", "Get-Job -Name one", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Get-Job -Name nix", "JobWithSpecifiedNameNotFound,Microsoft.PowerShell.Commands.GetJobCommand")]
    [InlineData("Get-Job -Id 99999", "JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.GetJobCommand")]
    public void Unknown_jobs_are_errors(string script, string id)
    {
        Assert.Empty(Script(script));
        Assert.Equal(id, Assert.Single(Shell.Streams.Error).FullyQualifiedErrorId);
    }

    [Fact]
    public void Waiting_ends_at_its_timeout() =>
        Assert.Equal("0|Running", Text("$j = Start-SampleJob Wait; @(Wait-Job $j -Timeout 1).Count; $j.State; Stop-Job $j"));
}

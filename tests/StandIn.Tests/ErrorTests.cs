namespace StandIn.Tests;

public sealed class ErrorTests : EngineTests
{
    private const string Id = "SampleFailed,StandIn.Samples.InvokeSampleFailureCommand";

    [Fact]
    public void A_non_terminating_error_joins_the_stream()
    {
        Assert.Equal(["continued"], Run(s => s.AddCommand("Invoke-SampleFailure").AddArgument("Write")).Select(o => o.ToString()));
        Assert.True(Shell.HadErrors);
        var error = Assert.Single(Shell.Streams.Error);
        Assert.Equal(Id, error.FullyQualifiedErrorId);
        Assert.Equal("It failed, in words.", error.ToString());
        Assert.Equal("Try again.", error.ErrorDetails.RecommendedAction);
        Assert.Equal("ResourceBusy: (the target:String) [Invoke-SampleFailure], InvalidOperationException", error.CategoryInfo.ToString());
        Assert.Equal("Invoke-SampleFailure", error.InvocationInfo.MyCommand.Name);
        Assert.Empty(error.InvocationInfo.BoundParameters);
    }

    [Fact]
    public void A_terminating_error_is_thrown_and_not_in_the_stream()
    {
        var failure = Assert.Throws<CmdletInvocationException>(() =>
            Run(s => s.AddCommand("Invoke-SampleFailure").AddArgument("Terminate")));
        Assert.Equal("It failed, in words.", failure.Message);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Equal(Id, failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Empty(Shell.Streams.Error);
        Assert.True(Shell.HadErrors);
        Assert.Equal(PSInvocationState.Failed, Shell.InvocationStateInfo.State);
    }

    [Theory]
    [InlineData("Throw", "System.InvalidOperationException,StandIn.Samples.InvokeSampleFailureCommand", "NotSpecified")]
    [InlineData("ThrowOwn", "Argument,StandIn.Samples.InvokeSampleFailureCommand", "InvalidArgument")]
    public void An_uncaught_exception_is_the_cmdlets_failure(string how, string id, string category)
    {
        var failure = Assert.Throws<CmdletInvocationException>(() => Run(s => s.AddCommand("Invoke-SampleFailure").AddArgument(how)));
        Assert.Equal(id, failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(category, failure.ErrorRecord.CategoryInfo.Category.ToString());
    }

    [Fact]
    public void ErrorAction_Stop_makes_it_terminating()
    {
        var failure = Assert.Throws<ActionPreferenceStopException>(() =>
            Run(s => s.AddCommand("Invoke-SampleFailure").AddArgument("Write").AddParameter("ErrorAction", "Stop")));
        Assert.Equal(Id, failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(
            "The running command stopped because the preference variable \"ErrorActionPreference\" or common parameter is set to Stop: It "
                + "failed, in words.",
            failure.Message);
    }

    [Theory]
    [InlineData("SilentlyContinue")]
    [InlineData("Ignore")]
    public void ErrorAction_keeps_it_out_of_the_stream(string action)
    {
        Assert.Equal(
            ["continued"],
            Run(s => s.AddCommand("Invoke-SampleFailure").AddArgument("Write").AddParameter("ErrorAction", action))
                .Select(o => o.ToString()));
        Assert.Empty(Shell.Streams.Error);
        Assert.Equal(action == "Ignore" ? 0 : 1, (int)Script("$Error.Count").Single().BaseObject);
    }

    [Fact]
    public void Preference_variables_are_respected()
    {
        Assert.Throws<ActionPreferenceStopException>(() =>
            Script("$ErrorActionPreference = 'Stop'; Invoke-SampleFailure Write; 'not reached'"));
        Assert.Equal("quiet", Text("$ErrorActionPreference = 'SilentlyContinue'; Invoke-SampleFailure Terminate; 'quiet'"));
        Assert.Empty(Shell.Streams.Error);
    }

    [Fact]
    public void Each_stream_gets_its_records()
    {
        Script("$DebugPreference = 'Continue'; Write-SampleStream -Verbose -InformationAction Continue");
        Assert.Equal("v", Assert.Single(Shell.Streams.Verbose).Message);
        Assert.Equal("d", Assert.Single(Shell.Streams.Debug).Message);
        Assert.Equal("w", Assert.Single(Shell.Streams.Warning).Message);
        Assert.Equal("Write-SampleStream", Shell.Streams.Warning[0].InvocationInfo.MyCommand.Name);
        var information = Assert.Single(Shell.Streams.Information);
        Assert.Equal("i", information.MessageData);
        Assert.Equal(["tag"], information.Tags);
        var progress = Assert.Single(Shell.Streams.Progress);
        Assert.Equal(("act", "stat", 40), (progress.Activity, progress.StatusDescription, progress.PercentComplete));
    }

    [Fact]
    public void Streams_are_quiet_by_preference()
    {
        Script("Write-SampleStream");
        Assert.Empty(Shell.Streams.Verbose);
        Assert.Empty(Shell.Streams.Debug);
        Assert.Single(Shell.Streams.Warning);
        Script("Write-SampleStream -WarningAction SilentlyContinue");
        Assert.Empty(Shell.Streams.Warning);
        Script("$VerbosePreference = 'Continue'; Write-SampleStream");
        Assert.Single(Shell.Streams.Verbose);
    }
}

using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using System.Security;

namespace StandIn.Tests;

public sealed class ShouldProcessTests : EngineTests
{
    [Fact]
    public void WhatIf_describes_the_action_and_does_nothing()
    {
        var host = new AskedHost();
        UseHost(host);
        Assert.Equal("kept x None", Text("Remove-SampleThing x -WhatIf"));
        Assert.Equal(["What if: Performing the operation \"Remove thing\" on target \"x\"."], host.Lines);
        Assert.Equal("kept x WhatIf", Text("Remove-SampleThing x -Sentence -WhatIf"));
        Assert.Equal("What if: Removing x now", host.Lines[^1]);
        Assert.Equal("kept y None", Text("$WhatIfPreference = $true; Remove-SampleThing y"));
        Assert.Empty(host.Questions);
    }

    [Fact]
    public void High_impact_prompts()
    {
        var host = new AskedHost(0, 2);
        UseHost(host);
        Assert.Equal("removed a|kept b None", Text("'a','b' | Remove-SampleThing"));
        Assert.Equal(
            "Confirm: Are you sure you want to perform this action?\nPerforming the operation \"Remove thing\" on target \"a\". [&Yes, Yes "
                + "to &All, &No, No to A&ll, &Suspend] 0",
            host.Questions[0]);
    }

    [Fact]
    public void Yes_to_all_answers_later_prompts()
    {
        var host = new AskedHost(1);
        UseHost(host);
        Assert.Equal("removed a|removed b", Text("'a','b' | Remove-SampleThing"));
        Assert.Single(host.Questions);
    }

    [Fact]
    public void Confirm_false_shows_no_prompt() => Assert.Equal("removed a", Text("Remove-SampleThing a -Confirm:$false"));

    [Fact]
    public void The_preference_sets_the_threshold() => Assert.Equal("removed a", Text("$ConfirmPreference = 'None'; Remove-SampleThing a"));

    [Fact]
    public void A_description_is_shown_in_the_prompt()
    {
        var host = new AskedHost(0);
        UseHost(host);
        Assert.Equal("removed a", Text("Remove-SampleThing a -Sentence"));
        Assert.StartsWith("Removal: Really remove a? [", host.Questions[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ShouldContinue_prompts_regardless_of_the_preference()
    {
        var host = new AskedHost(0, 3);
        UseHost(host);
        Assert.Equal("cleared a", Text("'a','b','c' | Clear-SampleThing"));
        Assert.Equal(2, host.Questions.Count);
        Assert.StartsWith("Sure: Clear a? [", host.Questions[0], StringComparison.Ordinal);
        Assert.Equal("cleared d", Text("Clear-SampleThing d -Force"));
        Assert.Equal(string.Empty, Text("Clear-SampleThing d -Force -WhatIf"));
    }

    [Fact]
    public void Without_a_host_that_can_prompt_the_prompt_fails()
    {
        var failure = Assert.Throws<CmdletInvocationException>(() => Run(s => s.AddCommand("Remove-SampleThing").AddArgument("x")));
        Assert.IsType<HostException>(failure.InnerException);
        Assert.StartsWith(
            "A command that prompts the user failed because the host program or the command type does not support user interaction.",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Equal("HostFunctionNotImplemented,StandIn.Samples.RemoveSampleThingCommand", failure.ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void Host_output_reaches_the_host()
    {
        var host = new AskedHost();
        UseHost(host);
        Script("Write-Host shown; Write-Warning careful; 'a' | Out-Host; 1,2 | Out-Default");
        Assert.Equal(["shown", "WARNING careful", "a", "1", "2"], host.Lines);
    }
}

using StandIn.Samples;

namespace StandIn.Tests;

public sealed class PipelineBindingTests : EngineTests
{
    [Theory]
    [InlineData("[pscustomobject]@{ Name = 'a'; Count = 3 } | Update-SamplePipe", "a=3")]
    [InlineData("[pscustomobject]@{ Title = 'a' } | Update-SamplePipe", "a=-1")]
    [InlineData("[pscustomobject]@{ Title = 't'; Name = 'n' } | Update-SamplePipe", "n=-1")]
    [InlineData("[pscustomobject]@{ Name = 5; Count = '7' } | Update-SamplePipe", "5=7")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Count = 1 }, [pscustomobject]@{ Name = 'b' } | Update-SamplePipe", "a=1|b=-1")]
    [InlineData("[pscustomobject]@{ Count = 3 } | Update-SamplePipe -Name given", "given=3")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Fixed = 'no' } | Update-SamplePipe -Fixed '!'", "a=-1!")]
    [InlineData("New-SampleItem x,y -Count 2 | Update-SamplePipe", "x=2|y=2")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Count = 3 } | Update-SamplePipe -Count { $_.Count + 1 }", "a=4")]
    [InlineData("New-SampleItem a -Colour Blue | Merge-SampleValue", "Item:a:Blue")]
    [InlineData("5 | Merge-SampleValue", "Number:5:Red")]
    [InlineData("'5' | Merge-SampleValue", "Number:5:Red")]
    public void Objects_and_their_properties_bind(string script, string expected) => Assert.Equal(expected, Text(script));

    [Fact]
    public void Input_that_no_parameter_accepts_is_an_error_for_each_object()
    {
        Assert.Equal(["10"], Texts("'x', 1, (Get-Date) | Send-SampleNumber"));
        Assert.Equal(2, Shell.Streams.Error.Count);
        var error = Shell.Streams.Error[0];
        Assert.Equal("InputObjectNotBound,StandIn.Samples.SendSampleNumberCommand", error.FullyQualifiedErrorId);
        Assert.StartsWith(
            "The input object cannot be bound to any parameters for the command", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("x", error.TargetObject.ToString());
    }

    [Fact]
    public void Input_that_fits_no_set_is_ambiguous()
    {
        Assert.Empty(Texts("'x' | Merge-SampleValue"));
        Assert.Equal(
            "AmbiguousParameterSet,StandIn.Samples.MergeSampleValueCommand", Assert.Single(Shell.Streams.Error).FullyQualifiedErrorId);
    }

    [Fact]
    public void An_object_with_missing_values_is_an_error_and_the_next_one_binds()
    {
        Assert.Equal(["b=2"], Texts("[pscustomobject]@{ Count = 1 }, [pscustomobject]@{ Name = 'b'; Count = 2 } | Update-SamplePipe"));
        Assert.Equal(
            "InputObjectMissingMandatory,StandIn.Samples.UpdateSamplePipeCommand",
            Assert.Single(Shell.Streams.Error).FullyQualifiedErrorId);
    }

    [Fact]
    public void Commands_without_pipeline_parameters_refuse_input()
    {
        Assert.Empty(Script("1 | Join-SampleRest"));
        Assert.Equal("InputObjectNotBound,StandIn.Samples.JoinSampleRestCommand", Assert.Single(Shell.Streams.Error).FullyQualifiedErrorId);
    }

    [Fact]
    public void Input_can_come_from_the_host()
    {
        Assert.Equal(["10", "20"], Run(s => s.AddCommand("Send-SampleNumber"), 1, 2).Select(o => o.ToString()));
        Assert.Equal(
            ["x=1"], Run(s => s.AddCommand("Update-SamplePipe"), new SampleItem { Name = "x", Count = 1 }).Select(o => o.ToString()));
    }
}

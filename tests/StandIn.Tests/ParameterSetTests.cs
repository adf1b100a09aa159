using StandIn.Samples;

namespace StandIn.Tests;

public sealed class ParameterSetTests : EngineTests
{
    [Theory]
    [InlineData("Get-SampleSet a", "ByName: a")]
    [InlineData("Get-SampleSet a g", "ByName: a/g")]
    [InlineData("Get-SampleSet -ResourceId r", "ById: r")]
    [InlineData("Get-SampleSet -Id r -Quiet", "ById: r")]
    [InlineData("Get-SampleSet -InputObject (New-SampleItem i)", "ByInput: i")]
    [InlineData("New-SampleItem i | Get-SampleSet", "ByInput: i")]
    [InlineData("[pscustomobject]@{ Name = 'n'; Group = 'g' } | Get-SampleSet", "ByName: n/g")]
    [InlineData("[pscustomobject]@{ ResourceId = 'r' } | Get-SampleSet", "ById: r")]
    [InlineData("[pscustomobject]@{ Id = 'r' } | Get-SampleSet", "ById: r")]
    [InlineData("[pscustomobject]@{ Group = 'g' } | Get-SampleSet n", "ByName: n/g")]
    [InlineData("Get-SampleEither 5", "One")]
    [InlineData("Get-SampleEither Red -Reason r", "Other")]
    [InlineData("Get-SampleEither -Colour Red -Reason r", "Other")]
    public void The_set_follows_from_the_given_parameters(string script, string expected) => Assert.Equal(expected, Text(script));

    [Theory]
    [InlineData("Get-SampleSet -Name a -ResourceId b", "AmbiguousParameterSet,StandIn.Samples.GetSampleSetCommand")]
    [InlineData("Get-SampleSet -ResourceId b -Group g", "AmbiguousParameterSet,StandIn.Samples.GetSampleSetCommand")]
    [InlineData("Get-SampleSet", "MissingMandatoryParameter,StandIn.Samples.GetSampleSetCommand")]
    [InlineData("Get-SampleSet -Group g", "MissingMandatoryParameter,StandIn.Samples.GetSampleSetCommand")]
    [InlineData("Get-SampleEither -Colour Red", "MissingMandatoryParameter,StandIn.Samples.GetSampleEitherCommand")]
    [InlineData("Get-SampleEither", "AmbiguousParameterSet,StandIn.Samples.GetSampleEitherCommand")]
    [InlineData("Get-SampleEither -Reason r", "AmbiguousParameterSet,StandIn.Samples.GetSampleEitherCommand")]
    [InlineData("1 | Get-SampleEither", "AmbiguousParameterSet,StandIn.Samples.GetSampleEitherCommand")]
    [InlineData("Assert-SampleGiven", "MissingMandatoryParameter,StandIn.Samples.AssertSampleGivenCommand")]
    public void An_ambiguous_parameter_set_is_an_error(string script, string id)
    {
        Assert.Empty(Script(script));
        Assert.Equal(id, Assert.Single(Shell.Streams.Error).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_missing_parameter_is_named()
    {
        var failure = Assert.ThrowsAny<ParameterBindingException>(() => Run(s => s.AddCommand("Assert-SampleGiven")));
        Assert.Equal("Cannot process command because of one or more missing mandatory parameters: Name.", failure.Message);
        Assert.Equal(ErrorCategory.InvalidArgument, failure.ErrorRecord.CategoryInfo.Category);
        Assert.Equal("Assert-SampleGiven", failure.ErrorRecord.CategoryInfo.Activity);
    }

    [Fact]
    public void Commands_list_their_sets()
    {
        var command = (CmdletInfo)Script("Get-Command Get-SampleSet").Single().BaseObject;
        Assert.Equal("ByName", command.DefaultParameterSet);
        Assert.Equal(["ByName", "ById", "ByInput"], command.ParameterSets.Select(s => s.Name));
        Assert.Equal("[-Name] <string> [[-Group] <string>] [-Quiet] [<CommonParameters>]", command.ParameterSets[0].ToString());
        Assert.Equal(["Id"], command.Parameters["ResourceId"].Aliases);
        Assert.Equal("Samples", command.ModuleName);
        Assert.Equal(typeof(GetSampleSetCommand), command.ImplementingType);
    }
}

namespace StandIn.Tests;

public sealed class ValidationTests : EngineTests
{
    [Theory]
    [InlineData("-Word beta", "beta")]
    [InlineData("-Minutes 4", "4")]
    [InlineData("-Minutes '120'", "120")]
    [InlineData("-Short ab", "ab")]
    [InlineData("-Pair a,b", "a|b")]
    [InlineData("-Lower ABC", "ABC")]
    [InlineData("-Times twice", "2")]
    [InlineData("-Times 3", "3")]
    [InlineData("-Factor 1", "1")]
    public void A_valid_value_is_bound(string arguments, string expected) =>
        Assert.Equal(expected, Text($"(Confirm-SampleCheck {arguments}) | ForEach-Object {{ $_ }}"));

    [Theory]
    [InlineData(
        "-Word gamma",
        "Cannot validate argument on parameter 'Word'. The argument \"gamma\" does not belong to the set \"Alpha,Beta\" specified by the "
            + "ValidateSet attribute. Supply an argument that is in the set and then try the command again.")]
    [InlineData(
        "-Minutes 3",
        "Cannot validate argument on parameter 'Minutes'. The 3 argument is less than the minimum allowed range of 4. Supply an argument "
            + "that is greater than or equal to 4 and then try the command again.")]
    [InlineData(
        "-Minutes 121",
        "Cannot validate argument on parameter 'Minutes'. The 121 argument is greater than the maximum allowed range of 120. Supply an "
            + "argument that is less than or equal to 120 and then try the command again.")]
    [InlineData(
        "-Short a",
        "Cannot validate argument on parameter 'Short'. The character length (1) of the argument is too short. Specify an argument with a "
            + "length that is greater than or equal to \"2\", and then try the command again.")]
    [InlineData(
        "-Short abcdef",
        "Cannot validate argument on parameter 'Short'. The character length of the 6 argument is too long. Shorten the character length "
            + "of the argument so it is fewer than or equal to \"5\" characters, and then try the command again.")]
    [InlineData(
        "-Pair a,b,c",
        "Cannot validate argument on parameter 'Pair'. The parameter requires at least 1 value(s) and no more than 2 value(s) - 3 value(s) "
            + "were provided.")]
    [InlineData(
        "-Lower a1",
        "Cannot validate argument on parameter 'Lower'. The argument \"a1\" does not match the \"^[a-z]+$\" pattern. Supply an argument "
            + "that matches \"^[a-z]+$\" and try the command again.")]
    [InlineData(
        "-Factor 2",
        "Cannot validate argument on parameter 'Factor'. The 2 argument is greater than the maximum allowed range of 1.5. Supply an "
            + "argument that is less than or equal to 1.5 and then try the command again.")]
    public void An_invalid_value_is_an_error(string arguments, string message)
    {
        Assert.Empty(Script($"Confirm-SampleCheck {arguments}"));
        var error = Assert.Single(Shell.Streams.Error);
        Assert.Equal(message, error.ToString());
        Assert.Equal("ParameterArgumentValidationError,StandIn.Samples.ConfirmSampleCheckCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_failed_transformation_is_an_error()
    {
        Assert.Empty(Script("Confirm-SampleCheck -Times never"));
        var error = Assert.Single(Shell.Streams.Error);
        Assert.Equal("Cannot process argument transformation on parameter 'Times'. Never is no number.", error.ToString());
        Assert.Equal("ParameterArgumentTransformationError,StandIn.Samples.ConfirmSampleCheckCommand", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData(
        "Assert-SampleGiven $null",
        "Cannot bind argument to parameter 'Name' because it is null.",
        "ParameterArgumentValidationErrorNullNotAllowed")]
    [InlineData(
        "Assert-SampleGiven ''",
        "Cannot bind argument to parameter 'Name' because it is an empty string.",
        "ParameterArgumentValidationErrorEmptyStringNotAllowed")]
    [InlineData(
        "Assert-SampleGiven a -Tags @()",
        "Cannot validate argument on parameter 'Tags'. The argument is null, empty, or an element of the argument collection contains a "
            + "null value. Supply a collection that does not contain any null values and then try the command again.",
        "ParameterArgumentValidationError")]
    [InlineData(
        "Assert-SampleGiven a -Tags x,''",
        "Cannot validate argument on parameter 'Tags'. The argument is null, empty, or an element of the argument collection contains a "
            + "null value. Supply a collection that does not contain any null values and then try the command again.",
        "ParameterArgumentValidationError")]
    [InlineData(
        "Assert-SampleGiven a -Thing $null",
        "Cannot validate argument on parameter 'Thing'. The argument is null. Provide a valid value for the argument, and then try running "
            + "the command again.",
        "ParameterArgumentValidationError")]
    [InlineData(
        "Approve-SampleEmpty -Name a -Tags x,$null",
        "Cannot bind argument to parameter 'Tags' because it is null.",
        "ParameterArgumentValidationErrorNullNotAllowed")]
    public void Null_is_refused_for_a_required_value(string script, string message, string id)
    {
        Assert.Empty(Script(script));
        var error = Assert.Single(Shell.Streams.Error);
        Assert.Equal(message, error.ToString());
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_accepted_if_allowed() => Assert.Equal("[] 0", Text("Approve-SampleEmpty -Name '' -Tags @()"));
}

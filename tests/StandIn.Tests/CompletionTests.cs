namespace StandIn.Tests;

public sealed class CompletionTests : EngineTests
{
    [Theory]
    [InlineData("New-SampleI", "New-SampleItem")]
    [InlineData("Get-Sam*Set", "Get-SampleSet")]
    [InlineData("New-SampleItem -Na", "-Name")]
    [InlineData("$x = New-SampleItem -Cou", "-Count")]
    [InlineData("Remove-SampleThing x -Wh", "-WhatIf")]
    [InlineData("New-SampleItem -Colour gr", "Green|Greenish")]
    [InlineData("New-SampleItem -Colour ", "Blue|Green|Greenish|Red")]
    [InlineData("New-SampleItem -Colour:Re", "Red")]
    [InlineData("New-SampleItem -Colour Red, B", "Blue")]
    [InlineData("Confirm-SampleCheck -Word ", "Alpha|Beta")]
    [InlineData("Confirm-SampleCheck -Word 'A", "'Alpha'")]
    [InlineData("Invoke-SampleFailure T", "Terminate|Throw|ThrowOwn")]
    [InlineData("Find-SampleThing -Words ", "'one word'|three|'two words'")]
    [InlineData("Find-SampleThing -Words \"t", "\"three\"|\"two words\"")]
    [InlineData("Find-SampleThing a w", "'with blank'")]
    [InlineData("Find-SampleThing -r", "-ResourceGroup")]
    [InlineData("Find-SampleThing -Rg", "-Rg")]
    public void Matching_completions_are_offered(string input, string expected) =>
        Assert.Equal(expected, string.Join('|', Complete(input).CompletionMatches.Select(m => m.CompletionText)));

    [Theory]
    [InlineData("Find-SampleThing ", "Find-SampleThing/Name/<>//Find-SampleThing")]
    [InlineData("Find-SampleThing -Name 'ab", "Find-SampleThing/Name/<'ab'>/Name=ab String/Find-SampleThing")]
    [InlineData(
        "Find-SampleThing -Count 5 -All -Rg a,b -Name x",
        "Find-SampleThing/Name/<x>/All=True Boolean;Count=5 Int32;Name=x String;ResourceGroup=a+b/Find-SampleThing")]
    [InlineData("1..3 | Find-SampleThing -Name y", "Find-SampleThing/Name/<y>/Name=y String/Find-SampleThing")]
    [InlineData("if ($true) { Find-SampleThing -Name z", "Find-SampleThing/Name/<z>/Name=z String/Find-SampleThing")]
    public void Completers_receive_the_typed_arguments(string input, string expected) =>
        Assert.Equal(expected, Assert.Single(Complete(input).CompletionMatches).ToolTip);

    [Fact]
    public void Parameters_of_other_sets_are_left_out()
    {
        string[] offered = [.. Complete("Get-SampleSet -Name a -").CompletionMatches.Select(m => m.ListItemText)];
        Assert.Equal(["Group", "Quiet"], offered[..2]);
        Assert.DoesNotContain("ResourceId", offered);
        Assert.DoesNotContain("Name", offered);
    }

    [Fact]
    public void The_word_at_the_cursor_is_replaced()
    {
        var completion = Complete("Find-SampleThing -Name ab");
        Assert.Equal((23, 2, -1), (completion.ReplacementIndex, completion.ReplacementLength, completion.CurrentMatchIndex));
        var parameter = Complete("New-SampleItem -Na").CompletionMatches[0];
        Assert.Equal((CompletionResultType.ParameterName, "[string[]] Name"), (parameter.ResultType, parameter.ToolTip));
    }

    private CommandCompletion Complete(string input)
    {
        // An empty folder, because files are offered if nothing else is.
        var empty = Directory.CreateTempSubdirectory().FullName;
        Script($"Set-Location '{empty}'");
        Shell.Commands.Clear();
        var completion = CommandCompletion.CompleteInput(input, input.Length, null, Shell);
        Shell.Commands.Clear();
        return completion;
    }
}

using System.Xml.Linq;
using AksEgress.Help;
using AksEgress.Help.Maml;
using AksEgress.Help.Pages;

namespace AksEgress.Tests.Help;

public sealed class ConverterTests
{
    private const string Page = """
        ---
        schema: 2.0.0
        ---

        # Get-Thing

        ## SYNOPSIS
        Gets *things*.

        ## SYNTAX

        ```
        Get-Thing [[-Name] <String>]
        ```

        ## DESCRIPTION
        Names such as \<this\> and `a < b` stay.

        - one
        - [two](https://example.com)

        ## EXAMPLES

        ### Example 1: All
        <!-- not run: no such
        thing -->
        First.

        ```powershell
        Get-Thing # not a heading
        # nor this
        ```

        ```output
        a b
        ```

        ## PARAMETERS

        ### -Name
        The name.

        ```yaml
        Type: String
        Parameter Sets: (All)
        Aliases: n
        Accepted values: a, b

        Required: False
        Position: 0
        Default value: a
        Accept pipeline input: True (ByPropertyName)
        Accept wildcard characters: True
        ```

        ## INPUTS

        ### None
        Nothing.

        ## OUTPUTS

        ### Thing
        A thing.

        ## NOTES
        None.

        ## RELATED LINKS

        [about_AksEgress](about_AksEgress.md)

        [Azure](https://example.com/)
        """;

    [Fact]
    public void A_page_is_converted_to_the_help_systems_format()
    {
        var page = PageReader.Read("page", Page);
        Assert.Equal("no such\nthing", page.Examples[0].NotRun);
        var xml = MamlWriter.Write([page]);
        string Text(string name) =>
            string.Concat(
                xml
                    .Descendants()
                    .First(element => element.Name.LocalName == name)
                    .DescendantNodes()
                    .OfType<XText>()
                    .Select(text => text.Value));

        Assert.Equal("Get-Thing", Text("name"));
        Assert.Equal(
            ["Gets things.", "Names such as <this> and a < b stay.", "- one\n- two (https://example.com)"],
            xml
                .Descendants()
                .Where(element => element.Name.LocalName == "description")
                .Take(2)
                .SelectMany(element => element.Elements())
                .Select(element => element.Value));
        Assert.Equal("Get-Thing # not a heading\n# nor this", Text("code"));
        Assert.Equal("First.a b", Text("remarks"));
        Assert.Equal("ab", Text("parameterValueGroup"));
        var parameter = xml.Descendants().First(element => element.Name.LocalName == "parameter");
        Assert.Equal(
            "required=false,variableLength=true,globbing=true,pipelineInput=True (ByPropertyName),position=0,aliases=n",
            string.Join(',', parameter.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}")));
        Assert.Equal("a", Text("defaultValue"));
        Assert.Equal(
            ["about_AksEgress", "Azure"],
            xml.Descendants().Where(element => element.Name.LocalName == "linkText").Select(element => element.Value));
    }

    [Theory]
    [InlineData("Gets *things*.", "Gets <things>.", "write <")]
    [InlineData("Gets *things*.", "![picture](a.png)", "no place")]
    [InlineData("## NOTES", "## REMARKS", "in this order")]
    [InlineData("```powershell", "```", "one block of ```powershell and has 0")]
    [InlineData("Required: False", "Required", "no 'key: value'")]
    [InlineData("---\nschema", "schema", "front matter")]
    public void Text_that_would_be_lost_is_an_error_that_names_the_page(string good, string bad, string message)
    {
        var e = Assert.Throws<HelpPageException>(() =>
            MamlWriter.Write([PageReader.Read("page", Page.Replace(good, bad, StringComparison.Ordinal))]).ToString());
        Assert.StartsWith("page(", e.Message, StringComparison.Ordinal);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_text_stays_and_generated_text_is_updated()
    {
        var command = Pages.Commands.First(command => command.Name == "Get-AksEgressRouteTable");
        var before = PageWriter.Write(command, Pages.Commands, null)
            .Replace(PageWriter.ToWrite, "Written by hand.", StringComparison.Ordinal)
            .Replace("Type: String\n", "Type: Int32\n", StringComparison.Ordinal)
            .Replace("### -Name\n", "### -Gone\nOld.\n\n### -Name\nMine, and ", StringComparison.Ordinal);
        var after = PageWriter.Write(command, Pages.Commands, before);
        Assert.Contains("Written by hand.", after, StringComparison.Ordinal);
        Assert.Contains("Mine, and ", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Int32", after, StringComparison.Ordinal);
        Assert.DoesNotContain("-Gone", after, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", after, StringComparison.Ordinal);
        Assert.Equal(after, PageWriter.Write(command, Pages.Commands, after));
    }

    [Fact]
    public void A_topic_is_wrapped_and_its_list_items_are_indented()
    {
        var text = TopicText.Write(
            "about_X.md",
            $"# about_X\n\n## Short description\nWhat X is.\n\n## Long description\n- "
                + $"{string.Join(' ', Enumerable.Repeat("word", 30))}\n\n1. {string.Join(' ', Enumerable.Repeat("word", 30))}\n\n| A | B "
                + $"|\n|---|---|\n| one | two |\n\n### Part\n\n```\ncode   stays\n```\n");
        Assert.StartsWith(
            "TOPIC\n    about_X\n\nSHORT DESCRIPTION\n    What X is.\n\nLONG DESCRIPTION\n    - word", text, StringComparison.Ordinal);
        Assert.Contains("\n      word word", text, StringComparison.Ordinal);
        Assert.Contains("\n    1. word", text, StringComparison.Ordinal);
        Assert.Contains("\n       word word", text, StringComparison.Ordinal);
        Assert.Contains("\n    A    B\n    ---  ---\n    one  two\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\n  Part\n        code   stays\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= TopicText.Width));
        Assert.Throws<HelpPageException>(() => TopicText.Write("about_Y.md", "# about_X\n"));
    }
}

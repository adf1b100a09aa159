using System.Text.RegularExpressions;
using AksEgress.Help.Maml;
using AksEgress.Help.Pages;
using AksEgress.Tests.Errors;

namespace AksEgress.Tests.Help;

public sealed partial class TopicTests
{
    public static TheoryData<string> Topics => Pages.Topics;

    [Fact]
    public void The_five_topics_exist() =>
        Assert.Equal(
            [
                "about_AksEgress", "about_AksEgress_Automation", "about_AksEgress_Errors", "about_AksEgress_OutboundTypes",
                "about_AksEgress_Simulation"
            ],
            Pages.TopicNames);

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_fits_a_terminal_and_has_its_synopsis_in_the_line_that_PowerShell_reads(string name)
    {
        var lines = TopicText.Write(name, Pages.Text(name)).Split('\n');
        Assert.Equal(["TOPIC", "    " + name, string.Empty, "SHORT DESCRIPTION"], lines[..4]);
        Assert.Matches(@"^    \S.{20,}", lines[4]);
        Assert.All(lines, line => Assert.True(line.Length <= TopicText.Width, line));
        Assert.DoesNotMatch(@"\{\{|\bTODO\b|\bTBD\b", Pages.Text(name));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_names_only_cmdlets_and_topics_that_exist(string name)
    {
        var known = Pages.Commands.Select(command => command.Name).Concat(Pages.TopicNames).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Named().Matches(Pages.Text(name)).Select(match => match.Value).Where(word => !known.Contains(word)).Distinct());
    }

    [Fact]
    public void Errors_lists_every_error_and_finding_and_nothing_else()
    {
        var listed = new Dictionary<string, List<string>> { ["Errors"] = [], ["Findings"] = [] };
        var chapter = string.Empty;
        foreach (var section in Sections.Of(Pages.Text("about_AksEgress_Errors")))
        {
            chapter = section.Level == 2 ? section.Title : chapter;
            if (section.Level == 3 && listed.TryGetValue(chapter, out var ids))
            {
                ids.Add(section.Title);
                Assert.All(
                    new[] { "Meaning: ", "Cause: ", "Remedy: " }, word => Assert.Contains(word, section.Text, StringComparison.Ordinal));
            }
        }

        Assert.Equal(Factory.Errors.Select(factory => factory.Id).Order(StringComparer.Ordinal), listed["Errors"]);
        Assert.Equal(Factory.Findings.Select(factory => factory.Id).Order(StringComparer.Ordinal), listed["Findings"]);
        foreach (var kind in Factory.Findings.Select(factory => factory.Finding()))
        {
            var text = Sections.Of(Pages.Text("about_AksEgress_Errors")).First(section => section.Title == kind.Id).Text;
            Assert.Contains(
                $"- Severity: {kind.Severity}.{(kind.Prevents is null ? string.Empty : $" Azure returns {kind.Prevents}.")}\n",
                text,
                StringComparison.Ordinal);
            var codes = Sections.Of(Pages.Text("about_AksEgress_Errors")).First(section => section.Title == kind.Id).Text
                .Split("- Codes: ") is [_, var list] ? list.Split("\n- ")[0] : string.Empty;
            Assert.Equal(kind.ArmCodeList, codes.Split([' ', ',', '.', '\n'], StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [GeneratedRegex(@"\b(?:[A-Z][a-z]+-Ak[s]\w+\b|about_AksEgress\w*)")]
    private static partial Regex Named();
}

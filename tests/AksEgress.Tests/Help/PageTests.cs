using System.Text.RegularExpressions;
using AksEgress.Help.Pages;

namespace AksEgress.Tests.Help;

/// <summary>Every cmdlet and parameter is documented correctly, by a person.</summary>
public sealed partial class PageTests
{
    public static TheoryData<string> Names => Pages.Names;

    public static TheoryData<string> Written => Pages.Written;

    [Fact]
    public void There_is_a_page_for_each_cmdlet_and_none_for_anything_else() =>
        Assert.Equal(
            Pages.Commands.Select(command => command.Name),
            Directory.GetFiles(Pages.Folder, "*.md")
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(name => !name.StartsWith("about_", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Written_pages_are_not_on_the_list_of_unwritten_ones() =>
        Assert.All(Pages.ToWrite, name => Assert.Contains("{{", Pages.Text(name), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Syntax_parameters_inputs_and_outputs_are_those_of_the_cmdlet(string name)
    {
        // To fix a failure here, run: dotnet run --project build/Help -- pages
        var command = Pages.Commands.First(command => command.Name == name);
        Assert.Equal(PageWriter.Write(command, Pages.Commands, Pages.Text(name)), Pages.Text(name));

        var page = Pages.Read(name);
        Assert.Equal(command.Parameters.Select(parameter => parameter.Name), page.Parameters.Select(parameter => parameter.Name));
        foreach (var (parameter, section) in command.Parameters.Zip(page.Parameters))
        {
            Assert.Equal(
                parameter.Uses.Select(use => use.Set).Order(),
                section.Tables.SelectMany(table => table["Parameter Sets"].Split(", ")).Order());
            Assert.All(section.Tables, table => Assert.Equal(parameter.Type, table["Type"]));
            Assert.All(
                parameter.Uses,
                use => Assert.Equal(
                    use.Required ? "True" : "False",
                    section.Tables.First(table => table["Parameter Sets"].Split(", ").Contains(use.Set))["Required"]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_parameter_has_a_description_and_its_range(string name)
    {
        var command = Pages.Commands.First(command => command.Name == name);
        foreach (var (parameter, section) in command.Parameters.Zip(Pages.Read(name).Parameters))
        {
            var text = string.Join(' ', section.Description);
            Assert.True(text.Length >= 10 && !text.Contains("{{", StringComparison.Ordinal), $"-{parameter.Name}: '{text}'");
            foreach (Match number in Number().Matches(parameter.Range ?? string.Empty))
            {
                Assert.True(
                    Number().Matches(text).Any(said => said.Value == number.Value),
                    $"-{parameter.Name} does not say {number.Value} of its range: {text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Each_page_is_written(string name)
    {
        var text = Pages.Text(name);
        var page = Pages.Read(name);
        Assert.DoesNotMatch(@"\{\{|\bTODO\b|\bTBD\b|\bFIXME\b|lorem", text);
        Assert.EndsWith(".", Assert.Single(page.Synopsis), StringComparison.Ordinal);
        Assert.True(
            string.Join(' ', page.Description).Length >= 200, "The description says too little: when to use it, and what it changes.");
        Assert.True(page.Examples.Count >= 3, "fewer than three examples");
        Assert.All(page.Examples.Select((example, index) => (example, index)), pair =>
        {
            Assert.Matches($"^Example {pair.index + 1}: [A-Z]", pair.example.Title);
            Assert.Contains(name, pair.example.Code, StringComparison.Ordinal);
            Assert.True(
                pair.example.Introduction.Count + pair.example.Remarks.Count > 0,
                $"{pair.example.Title}: it says nothing of what the code does or shows.");
            Assert.All(pair.example.Code.Split('\n'), line => Assert.True(line.Length <= 100, $"wider than 100 columns: {line}"));
        });
        Assert.Equal(page.Examples.Count, page.Examples.Select(example => example.Code).Distinct().Count());
        Assert.Contains(page.Examples, example => example.Code.Contains('|', StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Notes_name_the_permissions_exactly(string name)
    {
        var notes = string.Join(' ', Pages.Read(name).Notes);
        var named = Action().Matches(notes).Select(match => match.Value).ToList();
        Assert.True(
            named.Count > 0 || notes.Contains("No permission is needed", StringComparison.OrdinalIgnoreCase),
            "NOTES names no RBAC action, and does not say 'No permission is needed'.");
        Assert.Empty(named.Except(RbacActions.Known));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Links_have_existing_targets(string name)
    {
        var page = Pages.Read(name);
        Assert.Contains(page.Links, link => link.Target.StartsWith("about_", StringComparison.Ordinal));
        Assert.True(page.Links.Count >= 2, "fewer than two links");
        Assert.All(page.Links, link =>
        {
            if (link.Target.Contains("://", StringComparison.Ordinal))
            {
                Assert.StartsWith("https://", link.Target, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(link.Text + ".md", link.Target);
                Assert.True(File.Exists(Path.Combine(Pages.Folder, link.Target)), $"{link.Target} is no page.");
            }
        });
        Assert.DoesNotContain(page.Links, link => link.Text == name);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"Microsoft\.\w+(?:/[\w*]+)+")]
    private static partial Regex Action();
}

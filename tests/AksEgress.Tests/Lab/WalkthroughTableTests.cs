using System.Text.RegularExpressions;
using AksEgress.Hosting;

namespace AksEgress.Tests.Lab;

/// <summary>The table of all commands in the sources is correct: its cmdlets exist, and its walkthroughs run them.</summary>
public partial class WalkthroughTableTests
{
    private static readonly string s_folder = Path.Combine(Engine.Root, "docs", "walkthroughs");

    private static IEnumerable<(string Row, string Cmdlets, string[] Stories)> Rows => File.ReadLines(Path.Combine(s_folder, "README.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => (Line: line, Cells: line.Trim().Trim('|').Split('|')))
        .Where(row => row.Cells.Length >= 3 && row.Cells[^1].Trim() != "walkthrough")
        .Select(row =>
            (row.Line, row.Cells[^2], row.Cells[^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Every_cmdlet_of_the_table_exists()
    {
        var manifest = File.ReadAllText(Engine.Manifest);
        var named = Rows.SelectMany(row => Cmdlet().Matches(row.Cmdlets)).Select(match => match.Value).Distinct().ToList();
        Assert.True(named.Count > 20, $"only {named.Count} cmdlets were found");
        Assert.DoesNotContain(named, name => !manifest.Contains($"'{name}'", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_row_names_a_walkthrough_that_runs_one_of_its_cmdlets()
    {
        var texts = Directory.GetFiles(s_folder, "*.ps1").ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, File.ReadAllText);
        var wrong = Rows.Where(row => Cmdlet().IsMatch(row.Cmdlets)).SelectMany(row => row
            .Stories.Where(texts.ContainsKey)
            .Where(story => !Cmdlet().Matches(row.Cmdlets).Any(cmdlet => texts[story].Contains(cmdlet.Value, StringComparison.Ordinal)))
            .Select(story => $"{story}: {row.Row}"));
        Assert.Empty(wrong);
        Assert.True(Rows.Count(row => row.Stories.Any(texts.ContainsKey)) > 50, "the table's stories were not found");
    }

    [GeneratedRegex("[A-Z][a-z]+-Aks[A-Za-z]+")]
    private static partial Regex Cmdlet();
}

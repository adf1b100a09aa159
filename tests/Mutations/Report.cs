using System.Globalization;
using System.Text;

namespace AksEgress.Mutations;

/// <summary>The results as text: lines for the console, and the tables of docs/design/mutations.md.</summary>
internal static class Report
{
    private const string Begin = "<!-- results: written by tests/Mutations -->";
    private const string End = "<!-- end of results -->";
    private const string Survivors = "### Survivors";
    private const string Rule = "| --- | --- | --- | --- |";
    private const int ShownTests = 3;

    /// <summary>One result as a line, with the first tests that detected the mutation.</summary>
    public static string Line(MutationResult result)
    {
        var names = result.Tests.Select(Short).Distinct().ToList();
        var more = names.Count > ShownTests ? $" and {names.Count - ShownTests} more" : string.Empty;
        var tests = names.Count == 0 ? result.Detail : string.Join(", ", names.Take(ShownTests)) + more;
        var seconds = (int)result.Duration.TotalSeconds;
        return $"{result.Verdict,-15} {result.Mutation.Name,-40} {seconds,4} s  {tests}";
    }

    /// <summary>All results in one sentence.</summary>
    public static string Summary(IReadOnlyCollection<MutationResult> results)
    {
        var killed = results.Count(result => result.IsKilled);
        var survived = results.Count(result => result.Verdict == Verdict.Survived);
        return $"{results.Count} mutations: {killed} killed ({Percent(killed, results.Count)}), {survived} survived, "
            + $"{results.Count(IsUnusable)} unusable.";
    }

    /// <summary>True if a mutation's result says nothing about the tests.</summary>
    public static bool IsUnusable(MutationResult result) => result.Verdict is Verdict.Stale or Verdict.Invalid or Verdict.NoTests;

    /// <summary>Writes the results to a page. The rows of mutations that weren't run stay as they are.</summary>
    public static void Write(string path, IReadOnlyCollection<MutationResult> results)
    {
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{path} doesn't have the lines '{Begin}' and '{End}'.");
        }

        var former = page[begin..end].Split(Survivors);
        var (killed, others) = (new List<string>(), new List<string>());
        foreach (var mutation in Catalogue.All)
        {
            if (results.FirstOrDefault(result => result.Mutation.Name == mutation.Name) is { } result)
            {
                (result.IsKilled ? killed : others).Add(Row(result));
            }
            else if (Find(former[0], mutation) is { } row)
            {
                killed.Add(row);
            }
            else if (Find(former[^1], mutation) is { } survivor)
            {
                others.Add(survivor);
            }
        }

        var count = killed.Count + others.Count;
        var text = new StringBuilder(Begin);
        var missing = Catalogue.All.Count - count is > 0 and var left ? $" {left} more haven't run yet." : string.Empty;
        text.Append("\n\n").Append(Today).Append(": ").Append(CultureInfo.InvariantCulture, $"{count} mutations, {killed.Count} killed")
            .Append(" (").Append(Percent(killed.Count, count)).Append(").").Append(missing).Append("\n\n");
        text.Append("| mutation | what it breaks | killed by | run |\n" + Rule + "\n").AppendJoin('\n', killed);
        text.Append("\n\n").Append(Survivors).Append("\n\n");
        _ = others.Count == 0 ? text.Append("None.")
            : text.Append("| mutation | what it breaks | why it survives | run |\n" + Rule + "\n").AppendJoin('\n', others);
        File.WriteAllText(path, page[..begin] + text + "\n\n" + page[end..]);
    }

    private static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Row(MutationResult result)
    {
        var last = result.Verdict switch
        {
            Verdict.Killed => string.Join(", ", result.Classes),
            Verdict.KilledByTimeout => "timeout",
            Verdict.Survived => result.Mutation.Accepted ?? "Not explained yet.",
            _ => $"{result.Verdict}: {result.Detail}",
        };
        return $"| {result.Mutation.Name} | {result.Mutation.Breaks} | {last} | {Today} |";
    }

    private static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F1}%");

    private static string? Find(string section, Mutation mutation) =>
        section.Split('\n').FirstOrDefault(line => line.StartsWith($"| {mutation.Name} | {mutation.Breaks} |", StringComparison.Ordinal));

    private static string Short(string test) => test.Split('(')[0].Split('.') is [.., var type, var method] ? $"{type}.{method}" : test;
}

using System.Globalization;
using System.Text;

namespace AksEgress.Mutations;

/// <summary>The results as text: lines for the console, and the tables of docs/design/mutations.md.</summary>
internal static class Report
{
    private const string Begin = "<!-- results: written by tests/Mutations -->";
    private const string End = "<!-- end of results -->";
    private const int ShownTests = 3;

    /// <summary>One result as a line, with the first tests that noticed the mutation.</summary>
    public static string Line(MutationResult result)
    {
        var tests = result.Tests.Count == 0 ? result.Detail
            : string.Join(", ", result.Tests.Take(ShownTests).Select(Short)) + (result.Tests.Count > ShownTests ? $" and {result.Tests.Count - ShownTests} more" : string.Empty);
        return string.Create(CultureInfo.InvariantCulture, $"{result.Verdict,-15} {result.Mutation.Name,-40} {result.Duration.TotalSeconds,4:F0} s  {tests}");
    }

    /// <summary>All results in one sentence.</summary>
    public static string Summary(IReadOnlyCollection<MutationResult> results)
    {
        var killed = results.Count(result => result.IsKilled);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} mutations: {killed} killed ({100.0 * killed / results.Count:F1}%), {results.Count(result => result.Verdict == Verdict.Survived)} survived, {results.Count(IsUnusable)} unusable.");
    }

    /// <summary>True for a mutation that says nothing about the tests.</summary>
    public static bool IsUnusable(MutationResult result) => result.Verdict is Verdict.Stale or Verdict.Invalid or Verdict.NoTests;

    /// <summary>Replaces the results in a page.</summary>
    public static void Write(string path, IReadOnlyCollection<MutationResult> results)
    {
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{path} doesn't have the lines '{Begin}' and '{End}'.");
        }

        File.WriteAllText(path, page[..begin] + Begin + "\n\n" + Tables(results) + "\n" + page[end..]);
    }

    private static string Tables(IReadOnlyCollection<MutationResult> results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}: {Summary(results)}\n\n");
        text.Append("| mutation | what it breaks | killed by |\n| --- | --- | --- |\n");
        foreach (var result in results.Where(result => result.IsKilled))
        {
            var by = result.Verdict == Verdict.KilledByTimeout ? "timeout" : string.Join(", ", result.Classes);
            text.Append(CultureInfo.InvariantCulture, $"| {result.Mutation.Name} | {result.Mutation.Breaks} | {by} |\n");
        }

        text.Append("\n### Survivors\n\n");
        var others = results.Where(result => !result.IsKilled).ToList();
        if (others.Count == 0)
        {
            return text.Append("None.\n").ToString();
        }

        text.Append("| mutation | what it breaks | why it survives |\n| --- | --- | --- |\n");
        foreach (var result in others)
        {
            var why = result.Mutation.Accepted ?? (result.Verdict == Verdict.Survived ? "Not explained yet." : $"{result.Verdict}: {result.Detail}");
            text.Append(CultureInfo.InvariantCulture, $"| {result.Mutation.Name} | {result.Mutation.Breaks} | {why} |\n");
        }

        return text.ToString();
    }

    private static string Short(string test) => test.Split('(')[0].Split('.') is [.., var type, var method] ? $"{type}.{method}" : test;
}

using System.Diagnostics;

namespace AksEgress.Mutations;

/// <summary>Runs mutations one at a time.</summary>
internal static class Runner
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan s_baselineLimit = TimeSpan.FromMinutes(30);

    /// <summary>Runs mutations and returns their results.</summary>
    /// <param name="workspace">The copy of the checkout, up to date.</param>
    /// <param name="mutations">The mutations to run.</param>
    /// <param name="log">Receives a line for each result.</param>
    /// <param name="keep">Receives each result immediately, so that an interrupted run keeps its results.</param>
    public static async Task<IReadOnlyList<MutationResult>> RunAsync(
        Workspace workspace, IReadOnlyList<Mutation> mutations, Action<string> log, Action<MutationResult> keep)
    {
        await workspace.BuildAsync();

        // A test that fails without any mutation can't detect one.
        var filter = string.Join('|', mutations.SelectMany(mutation => mutation.Filter.Split('|')).Distinct());
        var baseline = await workspace.TestAsync(filter, s_baselineLimit);
        if (!baseline.IsComplete || baseline.Passed == 0)
        {
            throw new InvalidOperationException("The tests don't run to their end without a mutation.");
        }

        var broken = baseline.Failed.ToHashSet(StringComparer.Ordinal);
        log($"Without a mutation {baseline.Passed} tests pass.");
        foreach (var test in broken)
        {
            log($"Fails without a mutation and doesn't count: {test}");
        }

        var results = new List<MutationResult>();
        foreach (var mutation in mutations)
        {
            var result = await RunAsync(workspace, mutation, broken);
            results.Add(result);
            log(Report.Line(result));
            keep(result);
        }

        return results;
    }

    private static async Task<MutationResult> RunAsync(Workspace workspace, Mutation mutation, HashSet<string> broken)
    {
        var started = Stopwatch.StartNew();
        var (run, verdict, detail) = await workspace.WithAsync(mutation, () => workspace.TestAsync(mutation.Filter, s_limit));
        IReadOnlyList<string> failed = run is null ? [] : [.. run.Failed.Where(test => !broken.Contains(test))];
        (verdict, detail) = run switch
        {
            null => (verdict, detail),
            _ when failed.Count > 0 => (Verdict.Killed, detail),
            { IsComplete: false } => (Verdict.KilledByTimeout, "The tests didn't end in time, or their process ended early."),
            { Passed: 0 } => (Verdict.NoTests, "No test passed that the filter selects."),
            _ => (Verdict.Survived, mutation.Accepted ?? string.Empty),
        };
        return new MutationResult(mutation, verdict, failed, detail, started.Elapsed);
    }
}

using System.Diagnostics;
using AksEgress.Hosting;
using AksEgress.Simulator.Hosting.Faults;
using Xunit.Abstractions;

namespace AksEgress.Tests.Faults;

/// <summary>
/// The walkthroughs under fault schedules: each runs to its end if failed commands are repeated as their errors advise, and leaves
/// the same resources as a run without faults. AKSEGRESS_FAULT_SCHEDULES=1000 runs that many seeds; 4711-4711 repeats one.
/// </summary>
[Trait("Engine", "Both")]
public sealed class WalkthroughFaultTests(ITestOutputHelper output)
{
    private const int UsualSeeds = 64;

    private static readonly string[] s_stories = [.. Directory.GetFiles(Path.Combine(Engine.Root, "docs", "walkthroughs"), "*.ps1")
        .Order(StringComparer.Ordinal)];

    private readonly SortedDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private int _injected;

    [Fact]
    public void With_faults_a_walkthrough_runs_to_its_end()
    {
        var whole = s_stories.ToDictionary(story => story, Whole);
        var (first, last, time) = FaultSeeds.Read(UsualSeeds);
        var clock = Stopwatch.StartNew();
        var tried = 0;
        var wrong = new List<string>();
        for (var seed = first; seed <= last && clock.Elapsed < time; seed++, tried++)
        {
            var story = s_stories[seed % s_stories.Length];
            if (Try(seed, story, whole[story]) is { } trouble)
            {
                wrong.Add(trouble);
            }
        }

        output.WriteLine(
            $"{tried} schedules, {_injected} faults, {_failures.Values.Sum()} commands typed again, {clock.Elapsed.TotalSeconds:F0} s");
        foreach (var (id, count) in _failures)
        {
            output.WriteLine($"  {count,5} {id}");
        }

        Assert.True(
            wrong.Count == 0,
            $"{wrong.Count} of {tried} schedules went wrong. Replay one with {FaultSeeds.Variable}=SEED-SEED.\n\n"
                + $"{string.Join("\n\n", wrong)}");
        Assert.True(_injected > tried, "Hardly anything went wrong: the schedules do nothing.");
    }

    private static List<IReadOnlyDictionary<string, string>> Whole(string story)
    {
        using var run = new WalkthroughRun(null);
        run.Run(story);
        Assert.Empty(run.Trouble);
        Assert.Empty(run.SchemaProblems);
        return run.States;
    }

    private string? Try(int seed, string story, List<IReadOnlyDictionary<string, string>> whole)
    {
        var faults = FaultSchedule.Seeded(seed);
        using var run = new WalkthroughRun(faults);
        run.Run(story);
        _injected += faults.Injected.Count;
        foreach (var id in run.Failures)
        {
            _failures[id] = _failures.GetValueOrDefault(id) + 1;
        }

        string[] trouble = [.. run.Trouble, .. run.States.Zip(whole).SelectMany(pair => StateDifferences.Of(pair.Second, pair.First))];
        return trouble.Length == 0
            ? null
            : $"Seed {seed}, {Path.GetFileName(story)}:\n{string.Join('\n', trouble)}\nFaults:\n{string.Join('\n', faults.Injected)}";
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Hosting;
using AksEgress.Simulator.Faults;
using Xunit.Abstractions;

namespace AksEgress.Tests.Faults;

/// <summary>
/// The walkthroughs under fault schedules. AKSEGRESS_WALKTHROUGH_SCHEDULES=1000 tries as many seeds; 4711-4711 replays one.
/// </summary>
public sealed class WalkthroughFaultTests(ITestOutputHelper output)
{
    private const string Variable = "AKSEGRESS_WALKTHROUGH_SCHEDULES";
    private const int UsualSeeds = 24;

    private static readonly string[] s_stories = [.. Directory.GetFiles(Path.Combine(Engine.Root, "docs", "walkthroughs"), "*.ps1").Order(StringComparer.Ordinal)];

    [Fact]
    public void Whatever_goes_wrong_a_walkthrough_comes_to_its_end()
    {
        var whole = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();
        var clock = Stopwatch.StartNew();
        foreach (var story in s_stories)
        {
            using var run = new WalkthroughRun(null);
            run.Run(story);
            Assert.Empty(run.Trouble);
            Assert.Empty(run.SchemaProblems);
            whole[story] = run.States;
            output.WriteLine($"{Path.GetFileName(story)} {clock.Elapsed.TotalSeconds:F1}");
        }

        var (first, last) = Seeds();
        var failures = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<string>();
        var injected = 0;
        for (var seed = first; seed <= last; seed++)
        {
            var story = s_stories[seed % s_stories.Length];
            var faults = FaultSchedule.Seeded(seed);
            using var run = new WalkthroughRun(faults);
            run.Run(story);
            injected += faults.Injected.Count;
            foreach (var id in run.Failures)
            {
                failures[id] = failures.GetValueOrDefault(id) + 1;
            }

            var trouble = run.Trouble.Concat(run.States.Zip(whole[story]).SelectMany(pair => Differences(pair.Second, pair.First))).ToArray();
            if (trouble.Length > 0)
            {
                wrong.Add($"Seed {seed}, {Path.GetFileName(story)}:\n{string.Join('\n', trouble)}\nFaults:\n{string.Join('\n', faults.Injected)}");
            }
        }

        output.WriteLine($"{last - first + 1} schedules, {injected} faults, {failures.Values.Sum()} commands typed again, {clock.Elapsed.TotalSeconds:F0} s");
        foreach (var (id, count) in failures)
        {
            output.WriteLine($"  {count,5} {id}");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {last - first + 1} schedules went wrong. Replay one with {Variable}=SEED-SEED.\n\n{string.Join("\n\n", wrong)}");
        Assert.True(injected > last - first, "Hardly anything went wrong: the schedules do nothing.");
    }

    private static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> whole, IReadOnlyDictionary<string, string> state) =>
        whole.Keys.Except(state.Keys).Select(id => $"{id} is missing")
            .Concat(state.Keys.Except(whole.Keys).Select(id => $"{id} is too many"))
            .Concat(whole.Where(pair => state.TryGetValue(pair.Key, out var now) && now != pair.Value).Select(pair => $"{pair.Key} differs: {First(JsonNode.Parse(pair.Value), JsonNode.Parse(state[pair.Key]), "$")}"));

    // Where two documents begin to differ, with both values.
    private static string? First(JsonNode? one, JsonNode? other, string path) => (one, other) switch
    {
        (JsonObject left, JsonObject right) => left.Select(member => member.Key).Union(right.Select(member => member.Key)).Select(name => First(left[name], right[name], $"{path}.{name}")).FirstOrDefault(found => found is not null),
        (JsonArray left, JsonArray right) when left.Count == right.Count => left.Select((item, index) => First(item, right[index], $"{path}[{index}]")).FirstOrDefault(found => found is not null),
        _ => JsonNode.DeepEquals(one, other) ? null : $"{path}: {one?.ToJsonString() ?? "nothing"} became {other?.ToJsonString() ?? "nothing"}",
    };

    private static (int First, int Last) Seeds()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return (1, UsualSeeds);
        }

        var ends = text.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return ends.Length == 1 ? (1, ends[0]) : (ends[0], ends[1]);
    }
}

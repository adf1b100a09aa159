using System.Diagnostics;
using Xunit.Abstractions;

namespace AksEgress.Tests.Faults;

/// <summary>
/// Tasks under fault schedules: each succeeds, or fails with an error that names its effect. A second run then succeeds, and no
/// document has lost a member. AKSEGRESS_FAULT_SCHEDULES=1000 runs that many seeds; 4711-4711 repeats one.
/// </summary>
public sealed class FaultSweepTests(ITestOutputHelper output)
{
    private const int UsualSeeds = 150;

    [Fact]
    public async Task With_faults_a_job_succeeds_or_reports_an_error_and_succeeds_when_repeated()
    {
        var (first, last, time) = FaultSeeds.Read(UsualSeeds);
        var clock = Stopwatch.StartNew();
        var tried = 0;
        var injected = 0;
        var failures = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<string>();
        for (var seed = first; seed <= last && clock.Elapsed < time; seed++)
        {
            var trouble = await FaultRun.RunAsync(seed, (job, faults, error) =>
            {
                injected += faults;
                var name = $"{job}: {(error is null ? "succeeded" : error.GetType().Name)}";
                failures[name] = failures.GetValueOrDefault(name) + 1;
            });
            tried++;
            if (trouble is not null)
            {
                wrong.Add(trouble);
            }
        }

        output.WriteLine($"{tried} schedules, {injected} faults, {clock.Elapsed.TotalSeconds:F0} s");
        foreach (var (name, count) in failures)
        {
            output.WriteLine($"  {count,5} {name}");
        }

        Assert.True(
            wrong.Count == 0,
            $"{wrong.Count} of {tried} schedules went wrong. Replay one with {FaultSeeds.Variable}=SEED-SEED.\n\n"
                + $"{string.Join("\n\n", wrong)}");
        Assert.True(injected > tried, "Hardly anything went wrong: the schedules do nothing.");
    }
}

using System.Collections.Concurrent;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Simulator.Hosting.Faults;

namespace AksEgress.Tests.Faults;

/// <summary>One seed: a task with faults, and again without faults.</summary>
internal static class FaultRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, string>>>> s_whole = new();

    /// <summary>Runs a seed, and returns the problem with the seed and its faults, or null.</summary>
    /// <param name="seed">Selects the task and the faults.</param>
    /// <param name="failed">Receives the error of the first run, or null if it succeeded.</param>
    public static async Task<string?> RunAsync(int seed, Action<FaultJob, int, Exception?>? failed = null)
    {
        var job = FaultJobs.All[seed % FaultJobs.All.Count];
        var whole = await s_whole.GetOrAdd(job.Name, _ => new(() => WholeAsync(job))).Value;
        var faults = FaultSchedule.Seeded(seed);
        using var world = new FaultWorld(await job.StartAsync(), faults);
        var trouble = new List<string>();
        var first = await TryAsync(job, world);
        failed?.Invoke(job, faults.Injected.Count, first);
        faults.Paused = true;
        if (first is not null)
        {
            trouble.AddRange(Judge(job, first, faults.Injected));
        }

        var settled = world.Settled();
        if (first is not null)
        {
            if (await TryAsync(job, world) is { } second)
            {
                trouble.Add($"the second run failed: {Words(second)}");
            }

            settled = world.Settled();
        }

        var tags = new List<(string Id, string Tag)>();
        var state = FaultWorld.Plain(settled, tags);
        trouble.AddRange(StateDifferences.Of(whole, state));
        trouble.AddRange(
            faults
                .Intrusions.Except(tags)
                .Where(lost => settled.Contains($"\"id\": \"{lost.Id}\"", StringComparison.OrdinalIgnoreCase))
                .Select(lost => $"{lost.Id} lost another client's tag {lost.Tag}"));
        return trouble.Count == 0
            ? null
            : $"Seed {seed}, {job}:\n{string.Join('\n', trouble)}\nFirst run: {(first is null ? "succeeded" : Words(first))}\nFaults:\n"
                + $"{string.Join('\n', faults.Injected)}";
    }

    private static async Task<IReadOnlyDictionary<string, string>> WholeAsync(FaultJob job)
    {
        using var world = new FaultWorld(await job.StartAsync());
        if (await TryAsync(job, world) is { } wrong)
        {
            throw new InvalidOperationException($"{job} fails without any fault: {wrong}", wrong);
        }

        return FaultWorld.Plain(world.Settled());
    }

    private static async Task<Exception?> TryAsync(FaultJob job, FaultWorld world)
    {
        using var gateway = await world.ConnectAsync();
        return await Record.ExceptionAsync(() => job.RunAsync(gateway, world.Clock).WaitAsync(s_patience));
    }

    private static IEnumerable<string> Judge(FaultJob job, Exception error, IReadOnlyList<string> injected)
    {
        var words = Words(error);
        if (error is not (EgressException or ArmException or ArmAccessException))
        {
            yield return $"the error is none of the module's: {error}";
        }
        else if (!job
            .Names.Concat(injected.Select(text => text[(text.LastIndexOf('/') + 1)..]))
            .Any(name => words.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"the error doesn't say what was done: {words}";
        }
    }

    /// <summary>The error as the user sees it.</summary>
    private static string Words(Exception error)
    {
        var shown = error switch
        {
            ArmException refusal => ArmErrors.Explain(refusal),
            ArmAccessException broken => ArmErrors.Explain(broken),
            _ => error,
        };
        return $"{(shown as EgressException)?.Id ?? shown.GetType().Name}: {shown.Message}";
    }
}

namespace AksEgress.Lab.Replays;

/// <summary>The verb <c>replay</c>: measures how far the simulator responds as ARM did.</summary>
internal static class ReplayCommand
{
    /// <summary>Replays a recording or a folder of recordings, and prints the result of each; the last line has the totals.</summary>
    /// <returns>0 if the recordings could be replayed. Differences are reported, but aren't errors.</returns>
    /// <exception cref="LabException">There are no recordings, or they can't be read.</exception>
    public static int Run(string place, TextWriter output)
    {
        ReplayResult[] results = [.. Recording.ReadAll(place).Select(Replay.Run)];
        foreach (var line in results.SelectMany(static result => result.Lines()).Append(Summary(results)))
        {
            output.WriteLine(line);
        }

        return 0;
    }

    /// <summary>The totals over several recordings.</summary>
    public static string Summary(IReadOnlyCollection<ReplayResult> results)
    {
        var all = results.Sum(static result => result.Compared.Count);
        return $"matched status {results.Sum(static result => result.StatusMatches)}/{all}, body "
            + $"{results.Sum(static result => result.BodyMatches)}/{all}";
    }
}

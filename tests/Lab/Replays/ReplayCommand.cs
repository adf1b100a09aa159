namespace AksEgress.Lab.Replays;

/// <summary>The verb <c>replay</c>: how far the simulator answers as ARM did.</summary>
internal static class ReplayCommand
{
    /// <summary>Replays a recording or a folder of recordings and prints how each went; the last line sums it up.</summary>
    /// <returns>0: it could be replayed. What doesn't match is said, not punished.</returns>
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

    /// <summary>The counts over several recordings.</summary>
    public static string Summary(IReadOnlyCollection<ReplayResult> results)
    {
        var all = results.Sum(static result => result.Compared.Count);
        return $"matched status {results.Sum(static result => result.StatusMatches)}/{all}, body "
            + $"{results.Sum(static result => result.BodyMatches)}/{all}";
    }
}

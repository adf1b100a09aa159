using System.Globalization;

namespace AksEgress.Tests.Faults;

/// <summary>The seeds of a run: the usual number, or those of AKSEGRESS_FAULT_SCHEDULES; 4711-4711 repeats one.</summary>
/// <param name="First">The first seed.</param>
/// <param name="Last">The last seed.</param>
/// <param name="Time">The time limit.</param>
internal sealed record FaultSeeds(int First, int Last, TimeSpan Time)
{
    /// <summary>The variable that selects other seeds.</summary>
    public const string Variable = "AKSEGRESS_FAULT_SCHEDULES";

    private static readonly TimeSpan s_usualTime = TimeSpan.FromSeconds(60);

    /// <summary>The seeds of this run.</summary>
    public static FaultSeeds Read(int usual)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return new FaultSeeds(1, usual, s_usualTime);
        }

        var ends = text.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return new FaultSeeds(ends.Length == 1 ? 1 : ends[0], ends[^1], TimeSpan.MaxValue);
    }
}

namespace AksEgress.Core.Operations;

/// <summary>The duration of an operation in public recordings.</summary>
/// <param name="Median">The median, to the second.</param>
/// <param name="Shortest">The shortest recorded duration, above 0.</param>
/// <param name="Longest">The longest recorded duration; Azure doesn't guarantee a maximum.</param>
public sealed record UsualDuration(TimeSpan Median, TimeSpan Shortest, TimeSpan Longest)
{
    /// <summary>Creating a cluster: 211 recordings of the Azure CLI's tests, 2020 to 2024.</summary>
    public static UsualDuration CreateCluster { get; } = new(
        TimeSpan.FromSeconds(302), TimeSpan.FromSeconds(151), TimeSpan.FromSeconds(1508));

    /// <summary>Updating a cluster: 160 recordings of the same tests.</summary>
    public static UsualDuration UpdateCluster { get; } = new(
        TimeSpan.FromSeconds(121), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2112));

    /// <summary>Deleting a cluster: 4 recordings of the same tests.</summary>
    public static UsualDuration DeleteCluster { get; } = new(
        TimeSpan.FromSeconds(544), TimeSpan.FromSeconds(394), TimeSpan.FromSeconds(664));

    /// <summary>The durations in words.</summary>
    public override string ToString() => $"typically {Words(Median)} (recorded: {Words(Shortest)} to {Words(Longest)})";

    private static string Words(TimeSpan time) => time.TotalSeconds < 100
        ? FormattableString.Invariant($"{time.TotalSeconds:F0} s")
        : FormattableString.Invariant($"{time.TotalMinutes:F0} min");
}

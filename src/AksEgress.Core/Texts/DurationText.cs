namespace AksEgress.Core.Texts;

/// <summary>
/// Durations as the output of cmdlets has them, in whole seconds: 00:04:31. PowerShell converts the text to a TimeSpan where one is
/// asked for; a TimeSpan itself would be an object of twelve members in ConvertTo-Json.
/// </summary>
internal static class DurationText
{
    /// <summary>The text of a duration, or null.</summary>
    public static string? Of(TimeSpan? duration) => duration is { } known ? Of(known) : null;

    /// <summary>The text of a duration.</summary>
    public static string Of(TimeSpan duration) => TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds)).ToString("c");
}

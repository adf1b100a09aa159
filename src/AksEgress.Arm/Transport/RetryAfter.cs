using System.Globalization;
using AksEgress.Core.Arm;
using Azure;

namespace AksEgress.Arm.Transport;

/// <summary>The wait that ARM requests, from any of its three headers.</summary>
internal static class RetryAfter
{
    /// <summary>Longer than any wait that ARM documents; prevents an invalid header from blocking a session.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly string[] s_millisecondHeaders = ["retry-after-ms", "x-ms-retry-after-ms"];

    /// <summary>
    /// The wait in the session's time, or null when the response contains none. A fast simulation adds milliseconds, because
    /// whole seconds are too long for it; milliseconds are real time, which every client can wait for.
    /// </summary>
    public static TimeSpan? Read(Response response, TimeProvider clock)
    {
        foreach (var name in s_millisecondHeaders)
        {
            if (response.Headers.TryGetValue(name, out var text)
                && TryNumber(text, out var milliseconds))
            {
                return Bounded(milliseconds / 1000 * SessionTime.ScaleOf(clock));
            }
        }

        if (!response.Headers.TryGetValue("Retry-After", out var value))
        {
            return null;
        }

        if (TryNumber(value, out var seconds))
        {
            return Bounded(seconds);
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Bounded((date - clock.GetUtcNow()).TotalSeconds)
            : null;
    }

    // NaN is not a wait. A number that is too large for a double is infinite, and is limited.
    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && !double.IsNaN(number);

    private static TimeSpan Bounded(double seconds) =>
        seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(Math.Max(0, seconds));
}

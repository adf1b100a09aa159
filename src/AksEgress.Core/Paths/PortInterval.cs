using System.Globalization;

namespace AksEgress.Core.Paths;

/// <summary>A range of ports.</summary>
/// <param name="First">The first port.</param>
/// <param name="Last">The last port.</param>
internal readonly record struct PortInterval(int First, int Last)
{
    /// <summary>The largest port.</summary>
    public const int Largest = 65535;

    /// <summary>All ports.</summary>
    public static PortInterval All { get; } = new(0, Largest);

    /// <summary>The range of <c>443</c>, <c>8000-8080</c>, or <c>*</c>; null for any other text.</summary>
    public static PortInterval? TryParse(string text)
    {
        if (text == "*")
        {
            return All;
        }

        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length <= 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last && last <= Largest
            ? new PortInterval(first, last)
            : null;
    }

    /// <summary>True if a port is in the range.</summary>
    public bool Contains(int port) => First <= port && port <= Last;
}

using AksEgress.Core.Operations;

namespace AksEgress.Tests.Operations;

/// <summary>A recorded start can be any date.</summary>
public sealed class VirtualTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-01T11:59:00Z", 1, 60.0)]
    [InlineData("2026-11-01T11:59:00Z", 100000, 6000000.0)]
    [InlineData("2026-10-02T12:00:00Z", 100000, 259200000000.0)]
    [InlineData("0001-01-01T00:00:00Z", 1, null)]
    [InlineData("0001-01-01T00:00:00Z", 100000, null)]
    [InlineData("9999-12-31T23:59:59Z", 100000, null)]
    [InlineData("2026-11-01T12:00:01Z", 1, null)]
    public void Elapsed_is_unknown_for_a_start_that_cannot_be_right(string start, double scale, double? seconds) =>
        Assert.Equal(seconds, VirtualTime.Elapsed(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture), Now, scale)?.TotalSeconds);
}

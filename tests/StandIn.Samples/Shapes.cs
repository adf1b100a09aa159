using System.Globalization;

namespace StandIn.Samples;

public enum SampleColour
{
    Red,
    Green,
    Greenish,
    Blue,
}

[Flags]
public enum SampleParts
{
    None = 0,
    Head = 1,
    Body = 2,
    Feet = 4,
}

public sealed class SampleItem
{
    public string Name { get; set; } = string.Empty;

    public int Count { get; set; }

    public SampleColour Colour { get; set; }
}

public sealed class SampleWide
{
    public string Name { get; set; } = string.Empty;

    public int Size { get; set; }

    public SampleColour Colour { get; set; }

    public string? Comment { get; set; }

    public DateTime Made { get; set; }

    public string[] Words { get; set; } = [];
}

public sealed class SampleTagged
{
    public string Name { get; set; } = string.Empty;

    public string Tag { get; set; } = string.Empty;

    public double Amount { get; set; }
}

public sealed class SampleRoute
{
    public string Prefix { get; set; } = string.Empty;

    public string? NextHop { get; set; }
}

public sealed class SamplePicture
{
    public string Name { get; set; } = string.Empty;

    public SampleRoute[] Routes { get; set; } = [];

    public string? Remark { get; set; }
}

public sealed class SampleOptions
{
    public string? Name { get; set; }

    public int Size { get; set; }
}

/// <summary>Parses itself, as ids do.</summary>
public sealed class SamplePath(string text)
{
    public string Text { get; } = text;

    public static SamplePath Parse(string text) =>
        text.StartsWith('/')
            ? new SamplePath(text)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{text}' is no path."));

    public override string ToString() => Text;
}

/// <summary>One parameter as it arrived in a cmdlet.</summary>
public sealed record SampleBound(string Name, object? Value, string? Type);

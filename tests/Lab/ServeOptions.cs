using System.Globalization;

namespace AksEgress.Lab;

/// <summary>The options of <c>serve</c>.</summary>
/// <param name="Port">1 to 65535, or 0 for any free one.</param>
/// <param name="StatePath">The state file, or null for the sample resources in memory.</param>
/// <param name="TimeScale">Simulated seconds in a real second, above 0.</param>
/// <param name="Seed">The seed of ids and addresses.</param>
/// <param name="Faults">The seed of a fault schedule, or null for none.</param>
/// <param name="Throttling">True to enforce Azure's request limits.</param>
internal sealed record ServeOptions(int Port, string? StatePath, double TimeScale, int Seed, int? Faults, bool Throttling)
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="LabException">An option is unknown, or its value is out of range.</exception>
    public static ServeOptions Parse(IReadOnlyList<string> words)
    {
        var options = new ServeOptions(0, null, 60, 1, null, true);
        for (var i = 0; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : throw new LabException($"{words[i]} needs a value.");
            options = words[i] switch
            {
                "--port" => options with { Port = Whole(words[i], value, 0, 65535) },
                "--state" => options with { StatePath = Path.GetFullPath(value) },
                "--time-scale" => options with { TimeScale = Scale(value) },
                "--seed" => options with { Seed = Whole(words[i], value, 0, int.MaxValue) },
                "--faults" => options with { Faults = Whole(words[i], value, 0, int.MaxValue) },
                "--throttling" => options with
                {
                    Throttling = value switch
                    {
                        "on" => true,
                        "off" => false,
                        _ => throw new LabException("--throttling must be on or off.")
                    }
                },
                _ => throw new LabException($"unknown option {words[i]}."),
            };
        }

        return options;
    }

    private static int Whole(string name, string value, int lowest, int highest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
            ? number
            : throw new LabException($"{name} must be a whole number from {lowest} to {highest}.");

    private static double Scale(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 1_000_000
            ? number
            : throw new LabException("--time-scale must be a number above 0, at most 1000000.");
}

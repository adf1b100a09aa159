using System.Globalization;

namespace AksEgress.Lab.Fleets;

/// <summary>The options of <c>generate</c>.</summary>
/// <param name="Clusters">The number of clusters, 1 to 100,000.</param>
/// <param name="Seed">The seed of all values.</param>
/// <param name="Path">The file to write.</param>
internal sealed record GenerateOptions(int Clusters, int Seed, string Path)
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="LabException">An option is unknown or missing, or its value is out of range.</exception>
    public static GenerateOptions Parse(IReadOnlyList<string> words)
    {
        var options = new GenerateOptions(0, 1, string.Empty);
        for (var i = 0; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : throw new LabException($"{words[i]} needs a value.");
            options = words[i] switch
            {
                "--clusters" => options with { Clusters = Whole(words[i], value, 1, 100_000) },
                "--seed" => options with { Seed = Whole(words[i], value, 0, int.MaxValue) },
                "--out" => options with { Path = System.IO.Path.GetFullPath(value) },
                _ => throw new LabException($"unknown option {words[i]}."),
            };
        }

        return options.Clusters == 0 || options.Path.Length == 0 ? throw new LabException("generate needs --clusters and --out.") : options;
    }

    private static int Whole(string name, string value, int lowest, int highest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
            ? number
            : throw new LabException($"{name} must be a whole number from {lowest} to {highest}.");
}

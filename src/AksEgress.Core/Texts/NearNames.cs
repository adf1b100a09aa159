namespace AksEgress.Core.Texts;

/// <summary>Finds the names that a mistyped name was probably meant to be.</summary>
public static class NearNames
{
    private const int MaximumSuggestions = 3;
    private const int LettersForEachMistake = 4;
    private const int MaximumMistakes = 3;

    /// <summary>The nearest names, the best first; empty if none is near, or if the name itself exists.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">The existing names.</param>
    public static IReadOnlyList<string> Find(string typed, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(names);
        var limit = Math.Clamp(typed.Length / LettersForEachMistake, 1, MaximumMistakes);
        var near = names
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Mistakes: Mistakes(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(entry => entry.Mistakes <= limit)
            .OrderBy(entry => entry.Mistakes)
            .ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return near.Count == 0 || near[0].Mistakes == 0
            ? []
            : [.. near.Where(entry => entry.Mistakes == near[0].Mistakes).Take(MaximumSuggestions).Select(entry => entry.Name)];
    }

    /// <summary>The question <c>Did you mean 'x'?</c> with a blank after it; empty without a near name.</summary>
    public static string Ask(string typed, IEnumerable<string> names)
    {
        var near = Find(typed, names);
        return near.Count == 0 ? string.Empty : $"Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}? ";
    }

    // Inserted, missing, and wrong letters, and two letters in the wrong order, each count as one mistake.
    private static int Mistakes(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var wrong = left[i - 1] == right[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + wrong);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}

using System.Collections;
using System.Globalization;

namespace AksEgress.PowerShell.Engine;

/// <summary>Tags as parameters: a filter for Get-, and plain texts for New-.</summary>
internal static class TagFilter
{
    /// <summary>True when all wanted tags are there; a wanted value of <c>*</c> takes any.</summary>
    public static bool Matches(IReadOnlyDictionary<string, string> tags, Hashtable? wanted) =>
        wanted is null || Texts(wanted).All(tag => tags.TryGetValue(tag.Key, out var value) && (tag.Value == "*" || value == tag.Value));

    /// <summary>The tags as texts; of two names that differ in case alone, which ARM takes for one, the last counts.</summary>
    public static Dictionary<string, string> Texts(Hashtable tags)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry tag in tags)
        {
            texts[Convert.ToString(tag.Key, CultureInfo.InvariantCulture) ?? string.Empty] = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? string.Empty;
        }

        return texts;
    }
}

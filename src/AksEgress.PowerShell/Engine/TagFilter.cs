using System.Collections;
using System.Globalization;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>Tags as parameters: a filter for Get-, and plain texts for New-.</summary>
internal static class TagFilter
{
    private const int MaximumCount = 50;
    private const int MaximumName = 512;
    private const int MaximumValue = 256;

    /// <summary>True when all wanted tags are there; a wanted value of <c>*</c> takes any.</summary>
    public static bool Matches(IReadOnlyDictionary<string, string> tags, Hashtable? wanted) =>
        wanted is null || Texts(wanted).All(tag => tags.TryGetValue(tag.Key, out var value) && (tag.Value == "*" || value == tag.Value));

    /// <summary>The tags as texts; of two names that differ in case alone, which ARM takes for one, the last counts.</summary>
    /// <exception cref="EgressException">InvalidValue: what ARM takes for no tag, or more than it takes.</exception>
    public static Dictionary<string, string> Texts(Hashtable tags)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry tag in tags)
        {
            var name = Convert.ToString(tag.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? string.Empty;
            Check(name, value);
            texts[name] = value;
        }

        return texts.Count <= MaximumCount ? texts : throw Wrong(null, $"{texts.Count} tags; ARM takes {MaximumCount}.");
    }

    // The limits are those of https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources.
    private static void Check(string name, string value)
    {
        if (name.Length is 0 or > MaximumName || name.Any(c => char.IsControl(c) || "<>%&\\?/".Contains(c, StringComparison.Ordinal)))
        {
            throw Wrong(
                name,
                $"'{ArmNames.Shown(name)}' is not a tag's name; it has 1 to {MaximumName} characters, none of them < > % & \\ ? / or a "
                    + "control character.");
        }

        if (value.Length > MaximumValue || value.Any(char.IsControl))
        {
            throw Wrong(
                name,
                $"the value of '{ArmNames.Shown(name)}' cannot be a tag's; it has {MaximumValue} characters at the most and no control "
                    + "characters.");
        }
    }

    private static EgressException Wrong(string? name, string why) => EgressErrors.InvalidValue("Tag", why, name);
}

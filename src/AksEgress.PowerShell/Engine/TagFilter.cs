using System.Collections;
using System.Globalization;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>Tags as parameters: a filter for Get- cmdlets, and values for New- cmdlets.</summary>
internal static class TagFilter
{
    private const int MaximumCount = 50;
    private const int MaximumName = 512;
    private const int MaximumValue = 256;

    /// <summary>True if the resource has all the requested tags; a requested value of <c>*</c> matches any value.</summary>
    public static bool Matches(IReadOnlyDictionary<string, string> tags, Hashtable? wanted) =>
        wanted is null || Texts(wanted).All(tag => tags.TryGetValue(tag.Key, out var value) && (tag.Value == "*" || value == tag.Value));

    /// <summary>The tags as text. If two names differ only by case, which ARM ignores, the last one counts.</summary>
    /// <exception cref="EgressException">InvalidValue: ARM doesn't accept the tag, or the number of tags.</exception>
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

        return texts.Count <= MaximumCount
            ? texts
            : throw Wrong(null, $"it has {texts.Count} tags; a resource can have at most {MaximumCount}.");
    }

    // Limits: https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources.
    private static void Check(string name, string value)
    {
        if (name.Length is 0 or > MaximumName || name.Any(c => char.IsControl(c) || "<>%&\\?/".Contains(c, StringComparison.Ordinal)))
        {
            throw Wrong(
                name,
                $"'{ArmNames.Shown(name)}' isn't a valid tag name. A tag name has 1 to {MaximumName} characters and doesn't contain "
                    + "< > % & \\ ? / or control characters.");
        }

        if (value.Length > MaximumValue || value.Any(char.IsControl))
        {
            throw Wrong(
                name,
                $"the value of tag '{ArmNames.Shown(name)}' isn't valid. A tag value has at most {MaximumValue} characters and doesn't "
                    + "contain control characters.");
        }
    }

    private static EgressException Wrong(string? name, string why) => EgressErrors.InvalidValue("Tag", why, name);
}

using System.Globalization;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>Compares values as Resource Graph does: a missing value is null, and null equals nothing.</summary>
internal static class QueryValues
{
    /// <summary>A value as text; empty for null.</summary>
    public static string Text(JsonNode? value) =>
        value is null ? "" : value.AsText() ?? (value is JsonValue ? value.ToJsonString() : value.ToJsonString());

    /// <summary>True if two values are equal.</summary>
    public static bool Same(JsonNode? one, JsonNode? other, bool ignoreCase) =>
        Number(one) is { } left && Number(other) is { } right ? left.Equals(right)
        : string.Equals(Text(one), Text(other), ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>Orders two values; null comes first.</summary>
    public static int Compare(JsonNode? one, JsonNode? other)
    {
        if (one is null || other is null)
        {
            return (one is null ? 0 : 1) - (other is null ? 0 : 1);
        }

        return Number(one) is { } left && Number(other) is { } right
            ? left.CompareTo(right)
            : string.Compare(Text(one), Text(other), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True if a value counts as true.</summary>
    public static bool IsTrue(JsonNode? value) => value is JsonValue flag && flag.TryGetValue(out bool yes) && yes;

    /// <summary>True if a text contains another as a term: delimited by characters other than letters and digits.</summary>
    public static bool Has(string text, string term)
    {
        for (var at = text.IndexOf(term, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(
            term, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (at + term.Length == text.Length || !char.IsLetterOrDigit(text[at + term.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static double? Number(JsonNode? value)
    {
        if (value is not JsonValue || value.AsText() is not null)
        {
            return null;
        }

        return double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using StandIn.Objects;
using StandIn.Sessions;

namespace StandIn.Formatting;

/// <summary>A value as it stands in a cell: lists in braces and cut short, nothing for null.</summary>
internal static class ValueText
{
    private const int DefaultLimit = 4;

    public static string Of(object? value, string? formatString = null, bool roundReals = false)
    {
        object? plain = PSObject.Unwrap(value);
        if (plain is null)
        {
            return string.Empty;
        }

        if (formatString is not null && plain is IFormattable formattable)
        {
            return formatString.Contains('{', StringComparison.Ordinal)
                ? string.Format(CultureInfo.CurrentCulture, formatString, plain)
                : formattable.ToString(formatString, CultureInfo.CurrentCulture);
        }

        return plain switch
        {
            string text => text,
            // Columns made of properties, not of a view, show two decimals.
            double or float or decimal when roundReals => ((IFormattable)plain).ToString("F2", CultureInfo.CurrentCulture),
            double or float => Real((IFormattable)plain),
            IEnumerable many => Braces(many),
            _ => One(value),
        };
    }

    // Digits that only rounding made are not shown.
    private static string Real(IFormattable number) => number.ToString(number is double ? "G15" : "G7", CultureInfo.CurrentCulture);

    private static string Braces(IEnumerable many)
    {
        int limit = Limit();
        var shown = new List<string>();
        foreach (object? item in many)
        {
            if (shown.Count == limit)
            {
                return $"{{{string.Join(", ", shown)}…}}";
            }

            shown.Add(PSObject.Unwrap(item) is null ? "$null" : One(ItemNames.Of(item) ?? item));
        }

        return $"{{{string.Join(", ", shown)}}}";
    }

    private static string One(object? value) => PSObject.Unwrap(value) switch
    {
        DictionaryEntry entry => $"[{ObjectText.Of(entry.Key)}, {One(entry.Value)}]",
        Type type => type.ToString(),
        _ => ObjectText.Of(value, CultureInfo.CurrentCulture, lists: true),
    };

    private static int Limit() =>
        Session.Current?.Variables.GetValue("FormatEnumerationLimit") is { } value && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out int limit)
            ? limit < 0 ? int.MaxValue : limit
            : DefaultLimit;
}

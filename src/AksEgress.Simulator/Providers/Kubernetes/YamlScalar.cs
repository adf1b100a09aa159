using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>The meaning of a plain YAML word: null, a boolean, a number, or a text, as kubectl's parser reads it.</summary>
internal static class YamlScalar
{
    /// <summary>The value of a scalar.</summary>
    public static JsonNode? Value(Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(Clean(scalar.Value));
        }

        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => JsonValue.Create(true),
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => JsonValue.Create(false),
            _ => Number(scalar.Value) ?? JsonValue.Create(Clean(scalar.Value)),
        };
    }

    /// <summary>True if a text without quotes would be read as something else.</summary>
    public static bool NeedsQuotes(string text) =>
        Value(new Scalar(text)) is not JsonValue value
            || !value.TryGetValue(out string? _)
            || text.Contains(": ", StringComparison.Ordinal)
            || text.Contains(" #", StringComparison.Ordinal)
            || text.EndsWith(':')
            || char.IsWhiteSpace(text[0])
            || char.IsWhiteSpace(text[^1])
            || "&*!|>%@`'\"#,[]{}?-".Contains(text[0], StringComparison.Ordinal)
            || text.Any(char.IsControl);

    private static JsonValue? Number(string text)
    {
        if (!(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.') || text.Length > 32)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return JsonValue.Create(whole);
        }

        // An address such as 10.0.0.1 isn't a number, and neither is 1e999.
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, styles, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? JsonValue.Create(real)
            : null;
    }

    // A quoted \ud800 isn't Unicode text and couldn't be saved.
    private static string Clean(string text)
    {
        if (!text.Any(char.IsSurrogate))
        {
            return text;
        }

        return string.Concat(text.EnumerateRunes().Select(static rune => rune.ToString()));
    }
}

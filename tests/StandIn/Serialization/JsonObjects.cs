using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StandIn.Serialization;

/// <summary>Converts JSON to property bags or hashtables.</summary>
internal static partial class JsonObjects
{
    public static object? Read(string text, bool asHashtable)
    {
        using var document = JsonDocument.Parse(
            text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return Value(document.RootElement, asHashtable);
    }

    private static object? Value(JsonElement element, bool asHashtable) => element.ValueKind switch
    {
        JsonValueKind.Object => asHashtable ? Table(element) : Bag(element),
        JsonValueKind.Array => element.EnumerateArray().Select(e => Value(e, asHashtable)).ToArray(),
        JsonValueKind.String => Text(element.GetString()!),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject Bag(JsonElement element)
    {
        var bag = new PSObject();
        foreach (var property in element.EnumerateObject())
        {
            bag.SetNote(property.Name, Value(property.Value, asHashtable: false));
        }

        return bag;
    }

    private static Hashtable Table(JsonElement element)
    {
        var table = new Hashtable(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            table[property.Name] = Value(property.Value, asHashtable: true);
        }

        return table;
    }

    // Text in the form of a date and time becomes a DateTime.
    private static object Text(string text) =>
        PointInTime().IsMatch(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? time
            : text;

    private static object Number(JsonElement element) =>
        element.TryGetInt64(out var integer) && element.GetRawText().AsSpan().IndexOfAny(".eE") < 0 ? (object)integer : element.GetDouble();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$")]
    private static partial Regex PointInTime();
}

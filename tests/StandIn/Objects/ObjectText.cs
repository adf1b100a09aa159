using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using StandIn.Conversion;
using StandIn.Sessions;

namespace StandIn.Objects;

/// <summary>An object as text in a string: invariant culture, lists joined by blanks.</summary>
internal static class ObjectText
{
    public static string Of(object? value) => Of(value, CultureInfo.InvariantCulture, lists: true);

    public static string Of(object? value, IFormatProvider? provider, bool lists)
    {
        if (PSObject.IsNothing(value))
        {
            return string.Empty;
        }

        if (value is PSObject wrapped)
        {
            if (wrapped.TextFromSource is { } text)
            {
                return text;
            }

            if (wrapped.BaseObject is PSCustomObject)
            {
                return Bag(wrapped);
            }

            value = wrapped.BaseObject;
        }

        return value switch
        {
            string s => s,
            Type type => TypeNames.Display(type),
            double d => d.ToString("G15", provider),
            float f => f.ToString("G7", provider),
            IDictionary => value.ToString()!,
            IEnumerable many when lists && value is not (System.Xml.XmlNode or ErrorRecord) => Join(many, provider),
            IFormattable formattable => formattable.ToString(null, provider),
            _ => value!.ToString() ?? string.Empty,
        };
    }

    private static string Join(IEnumerable many, IFormatProvider? provider)
    {
        var separator = Session.Current?.Variables.GetValue("OFS") is { } ofs ? Of(ofs) : " ";
        var text = new StringBuilder();
        var first = true;
        foreach (var item in many)
        {
            if (!first)
            {
                text.Append(separator);
            }

            first = false;
            text.Append(
                Of(item, provider, lists: false) is var one && item is PSObject { BaseObject: PSCustomObject } bag ? Bag(bag) : one);
        }

        return text.ToString();
    }

    private static string Bag(PSObject bag)
    {
        var parts = new List<string>();
        foreach (var property in bag.Properties)
        {
            string value;
            try
            {
                // A property bag inside another one has empty text.
                value = property.Value is { } v and not PSObject { BaseObject: PSCustomObject }
                    ? Of(v, CultureInfo.InvariantCulture, lists: false)
                    : string.Empty;
            }
            catch (GetValueException)
            {
                value = string.Empty;
            }

            parts.Add($"{property.Name}={value}");
        }

        return parts.Count == 0 ? string.Empty : $"@{{{string.Join("; ", parts)}}}";
    }
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AksEgress.Tests.Pipelines;

/// <summary>The forms of a piped object: live, and from a Clixml file or a job, JSON, and a CSV file.</summary>
internal static class PipedForms
{
    public static readonly IReadOnlyList<string> All = ["live", "Clixml", "JSON", "CSV"];

    /// <summary>The object in a form.</summary>
    /// <param name="live">The output of a cmdlet.</param>
    /// <param name="form">One of <see cref="All"/>.</param>
    public static object Of(PSObject live, string form) => form switch
    {
        "live" => live,
        "Clixml" => PSSerializer.Deserialize(PSSerializer.Serialize(live)),
        "JSON" => Bag(live, value => value switch
        {
            null or string or bool or int => value,
            IDictionary or not IEnumerable => value.ToString(),
            IEnumerable many => many.Cast<object?>().Select(one => one?.ToString()).ToArray(),
        }),
        _ => Bag(live, value => value switch
        {
            // As Export-Csv writes them: text, which for an array is its type name.
            null => string.Empty,
            IEnumerable and not string => value.ToString(),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        }),
    };

    private static object Bag(PSObject live, Func<object?, object?> convert)
    {
        // A value has no properties of its own: a file contains the value.
        if (live.BaseObject is bool or string)
        {
            return live.BaseObject;
        }

        var bag = new PSObject();
        foreach (var property in live.Properties)
        {
            var value = property.Value is PSObject wrapped ? wrapped.BaseObject : property.Value;
            bag.Properties.Add(new PSNoteProperty(property.Name, convert(value)));
        }

        return bag;
    }
}

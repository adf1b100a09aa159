using System.Collections;
using System.Management.Automation;

namespace AksEgress.PowerShell.Binding;

/// <summary>
/// Lets -Tag take <c>wave=1</c> besides a hashtable, and what other cmdlets return or export as tags: a dictionary, an object from JSON, or
/// the text of the property Tags.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TagTableAttribute : ArgumentTransformationAttribute
{
    private static readonly char[] s_separators = [',', ';'];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Table(inputData);

    /// <summary>The tags as a hashtable; any other object unchanged, which the engine refuses.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">A text isn't a name with a value.</exception>
    public static object? Table(object? value)
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        switch (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value)
        {
            case Hashtable same:
                return same;
            case IDictionary tags:
                foreach (DictionaryEntry tag in tags)
                {
                    table[tag.Key] = tag.Value;
                }

                return table;
            case string text:
                Add(table, text);
                return table;
            case IList texts when texts.Count > 0 && texts.Cast<object?>().All(item => Base(item) is string):
                foreach (var text in texts)
                {
                    Add(table, (string)Base(text)!);
                }

                return table;
            case PSObject bag:
                foreach (var property in bag.Properties)
                {
                    table[property.Name] = property.Value;
                }

                return table;
            default:
                return value;
        }
    }

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    // A list of tags has a name in each part; otherwise a comma belongs to the value.
    private static void Add(Hashtable table, string text)
    {
        var parts = text.Split(s_separators, StringSplitOptions.TrimEntries);
        foreach (var part in parts.All(part => part.IndexOf('=', StringComparison.Ordinal) > 0) ? parts : [text])
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new ArgumentTransformationMetadataException(
                    $"'{text}' isn't a tag. Specify a name and a value, such as -Tag wave=1, or a hashtable, such as "
                        + "-Tag @{ wave = '1' }.");
            }

            table[part[..equals].Trim()] = part[(equals + 1)..].Trim();
        }
    }
}

using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using AksEgress.Core.Subnets;

namespace AksEgress.PowerShell.Commands;

/// <summary>Reads the table of subnets that -Subnet takes; an unordered one is put in the order of the names.</summary>
internal static class SubnetTable
{
    /// <summary>The subnets of a table such as <c>@{ aks = '10.0.1.0/24' }</c>; a value may hold several ranges.</summary>
    public static IReadOnlyList<SubnetAddresses> Read(IDictionary? table)
    {
        var subnets = (table ?? new Hashtable()).Cast<DictionaryEntry>().Select(entry =>
            new SubnetAddresses(Text(entry.Key), Texts(entry.Value)));
        return table is IOrderedDictionary ? [.. subnets] : [.. subnets.OrderBy(subnet => subnet.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static IReadOnlyList<string> Texts(object? value) => value switch
    {
        PSObject wrapped => Texts(wrapped.BaseObject),
        string text => [text],
        IEnumerable several => [.. several.Cast<object?>().Select(Text)],
        _ => [Text(value)],
    };

    private static string Text(object? value) =>
        Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture) ?? string.Empty;
}

using System.Collections.ObjectModel;

namespace AksEgress.Core.Texts;

/// <summary>Names with values in the output of a cmdlet, such as tags. Its text is its values, for Export-Csv.</summary>
public sealed class OutputTable : ReadOnlyDictionary<string, string>
{
    /// <summary>Makes a table without regard to the case of names.</summary>
    public OutputTable(IEnumerable<KeyValuePair<string, string>> values)
        : base(new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase))
    {
    }

    /// <summary>The names with their values, such as <c>team=web, env=test</c>.</summary>
    public override string ToString() => string.Join(", ", this.Select(pair => $"{pair.Key}={pair.Value}"));
}

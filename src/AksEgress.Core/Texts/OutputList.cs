using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace AksEgress.Core.Texts;

/// <summary>
/// A list in the output of a cmdlet. PowerShell enumerates and indexes it as any other list; its text is its values, because
/// Export-Csv writes the text of a list, which for an array is the name of its type.
/// </summary>
/// <typeparam name="T">The type of the values, whose text is what a cell of a table shows.</typeparam>
[CollectionBuilder(typeof(OutputListBuilder), nameof(OutputListBuilder.Create))]
public sealed class OutputList<T> : ReadOnlyCollection<T>
{
    /// <summary>Makes a list of values.</summary>
    public OutputList(IEnumerable<T> values)
        : base([.. values])
    {
    }

    /// <summary>Makes a list of an array.</summary>
    public static implicit operator OutputList<T>(T[] values) => new(values);

    /// <summary>The values, separated by commas.</summary>
    public override string ToString() => string.Join(", ", this);
}

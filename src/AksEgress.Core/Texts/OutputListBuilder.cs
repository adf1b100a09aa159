namespace AksEgress.Core.Texts;

/// <summary>Makes output lists of collection expressions.</summary>
public static class OutputListBuilder
{
    /// <summary>Makes a list of values.</summary>
    public static OutputList<T> Create<T>(ReadOnlySpan<T> values) => new(values.ToArray());
}

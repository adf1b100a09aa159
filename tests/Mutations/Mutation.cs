namespace AksEgress.Mutations;

/// <summary>One defect that is added to the source, to see which tests detect it.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Breaks">The effect of the defect, in one line.</param>
/// <param name="File">The source file, relative to the root of the checkout.</param>
/// <param name="Old">The text to replace. The file must contain it exactly once.</param>
/// <param name="New">The text that replaces it.</param>
/// <param name="Filter">The tests that should detect it, as a filter of dotnet test. A short filter makes a short run.</param>
internal sealed record Mutation(string Name, string Breaks, string File, string Old, string New, string Filter)
{
    /// <summary>The reason why no test can detect it; null for a mutation that must be killed.</summary>
    public string? Accepted { get; init; }

    /// <summary>The number of occurrences of the text to replace in a source file; unless it is 1, the mutation is stale.</summary>
    public int CountIn(string text) => text.Split(Old).Length - 1;

    /// <summary>A filter for the tests of these classes, given without their namespaces.</summary>
    public static string Classes(params string[] names) => string.Join('|', names.Select(name => $"FullyQualifiedName~.{name}."));
}

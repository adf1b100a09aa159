namespace AksEgress.Mutations;

/// <summary>One defect that is put into the source, to see which tests notice it.</summary>
/// <param name="Name">Identifies it on the command line.</param>
/// <param name="Breaks">What it breaks, in one line.</param>
/// <param name="File">The source file, relative to the root of the checkout.</param>
/// <param name="Old">The text to replace. The file must contain it exactly once.</param>
/// <param name="New">The text that replaces it.</param>
/// <param name="Filter">The tests that should notice it, as a filter of dotnet test. A short filter makes a short run.</param>
internal sealed record Mutation(string Name, string Breaks, string File, string Old, string New, string Filter)
{
    /// <summary>Why no test can notice it; null for a mutation that must be killed.</summary>
    public string? Accepted { get; init; }

    /// <summary>How often a source file contains the text to replace; anything but once makes the mutation stale.</summary>
    public int CountIn(string text) => text.Split(Old).Length - 1;

    /// <summary>A filter for the tests of these classes, given without their namespaces.</summary>
    public static string Classes(params string[] names) => string.Join('|', names.Select(name => $"FullyQualifiedName~.{name}."));
}

namespace AksEgress.Tests.Architecture;

/// <summary>A reference from a source file to another folder.</summary>
/// <param name="File">The file, relative to the folder that was read.</param>
/// <param name="From">The file's folder.</param>
/// <param name="To">The folder of the type or namespace.</param>
/// <param name="Target">The type, or the namespace of a using directive.</param>
public sealed record LayerReference(string File, string From, string To, string Target)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}: {Target} ({From} -> {To})";
}

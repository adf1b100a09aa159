namespace AksEgress.Tests.Schemas;

/// <summary>A difference between a body and the official schema.</summary>
/// <param name="Type">The resource type, such as Microsoft.Network/virtualNetworks.</param>
/// <param name="Path">A JSON path in which <c>[]</c> stands for any item and <c>{}</c> for any member of a map.</param>
/// <param name="Kind">The kind of problem: unknown, type, enum, range, or form.</param>
/// <param name="Text">The problem as a sentence.</param>
internal sealed record SchemaProblem(string Type, string Path, string Kind, string Text)
{
    public override string ToString() => $"{Type} {Path}: {Text}";
}

namespace AksEgress.Tests.Schemas;

/// <summary>Where a body and the official schema disagree.</summary>
/// <param name="Type">The resource type, such as Microsoft.Network/virtualNetworks.</param>
/// <param name="Path">A JSON path in which <c>[]</c> stands for any item and <c>{}</c> for any member of a map.</param>
/// <param name="Kind">What is wrong: unknown, type, enum, range or form.</param>
/// <param name="Text">The same for people.</param>
internal sealed record SchemaProblem(string Type, string Path, string Kind, string Text)
{
    public override string ToString() => $"{Type} {Path}: {Text}";
}

namespace AksEgress.Core.Documents;

/// <summary>A property of a document that differs.</summary>
/// <param name="Path">The path, for example <c>properties.networkProfile.outboundType</c>; elements of arrays as <c>[0]</c>.</param>
/// <param name="Before">The JSON before, or null if the property didn't exist.</param>
/// <param name="After">The JSON after, or null if the property was removed.</param>
public sealed record MemberChange(string Path, string? Before, string? After)
{
    /// <summary>The change in one line.</summary>
    public override string ToString() => $"{Path}: {Before ?? "(none)"} -> {After ?? "(removed)"}";
}

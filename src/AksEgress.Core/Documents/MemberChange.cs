namespace AksEgress.Core.Documents;

/// <summary>One member of a document that differs.</summary>
/// <param name="Path">Where, for example <c>properties.networkProfile.outboundType</c>; elements of arrays as <c>[0]</c>.</param>
/// <param name="Before">The JSON before, or null when the member was not there.</param>
/// <param name="After">The JSON after, or null when the member is gone.</param>
public sealed record MemberChange(string Path, string? Before, string? After)
{
    /// <summary>The change in one line.</summary>
    public override string ToString() => $"{Path}: {Before ?? "(none)"} -> {After ?? "(removed)"}";
}

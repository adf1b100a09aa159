namespace AksEgress.Tests.BadInput;

/// <summary>A value that a parameter should refuse.</summary>
/// <param name="Kind">The kind of problem; the list of legal values refers to kinds.</param>
/// <param name="Value">The bound value.</param>
internal sealed record BadValue(string Kind, object? Value);

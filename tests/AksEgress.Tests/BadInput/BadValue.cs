namespace AksEgress.Tests.BadInput;

/// <summary>One value that a parameter should refuse.</summary>
/// <param name="Kind">What is wrong with it; the list of legal values speaks of kinds.</param>
/// <param name="Value">The value as it is bound.</param>
internal sealed record BadValue(string Kind, object? Value);

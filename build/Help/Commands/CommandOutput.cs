namespace AksEgress.Help.Commands;

/// <summary>A type that a cmdlet writes.</summary>
/// <param name="Type">The full name.</param>
/// <param name="Summary">The type's summary, as markdown.</param>
public sealed record CommandOutput(string Type, string Summary);

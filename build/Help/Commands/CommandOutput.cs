namespace AksEgress.Help.Commands;

/// <summary>An output type of a cmdlet.</summary>
/// <param name="Type">The full name.</param>
/// <param name="Summary">The type's summary, as markdown.</param>
public sealed record CommandOutput(string Type, string Summary);

namespace AksEgress.Help.Commands;

/// <summary>A parameter in one parameter set.</summary>
/// <param name="Set">The set's name, or (All).</param>
/// <param name="Required">True for a mandatory parameter.</param>
/// <param name="Position">The position from 0, or null for a named parameter.</param>
/// <param name="Pipeline">In the form of the page: False, True (ByValue), True (ByPropertyName), or both.</param>
public sealed record ParameterUse(string Set, bool Required, int? Position, string Pipeline);

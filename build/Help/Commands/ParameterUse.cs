namespace AksEgress.Help.Commands;

/// <summary>A parameter in one parameter set.</summary>
/// <param name="Set">The set's name, or (All).</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Position">0 and up, or null for a named one.</param>
/// <param name="Pipeline">As in the page: False, True (ByValue), True (ByPropertyName) or both.</param>
public sealed record ParameterUse(string Set, bool Required, int? Position, string Pipeline);

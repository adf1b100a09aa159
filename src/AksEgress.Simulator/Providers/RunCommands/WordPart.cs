namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>A part of a word: literal, or with variables.</summary>
/// <param name="Text">The text.</param>
/// <param name="Expands">True if a $ in it starts a variable.</param>
internal readonly record struct WordPart(string Text, bool Expands);

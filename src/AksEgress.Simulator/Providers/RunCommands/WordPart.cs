namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>A part of a word: as it stands, or with variables in it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Expands">Whether a $ in it means something.</param>
internal readonly record struct WordPart(string Text, bool Expands);

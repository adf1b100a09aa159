namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>A redirection of a command.</summary>
/// <param name="From">1, 2, or 0 for input; 3 for output and errors together.</param>
/// <param name="Target">The file; for 2>&amp;1 "&amp;1".</param>
/// <param name="Appends">True if it appends to the file.</param>
internal sealed record Redirection(int From, List<WordPart> Target, bool Appends);

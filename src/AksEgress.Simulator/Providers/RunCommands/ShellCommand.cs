namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>One command with its redirections.</summary>
internal sealed class ShellCommand
{
    /// <summary>The line on which it starts, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The words.</summary>
    public List<List<WordPart>> Words { get; } = [];

    /// <summary>The redirections, in order.</summary>
    public List<Redirection> Redirections { get; } = [];

    /// <summary>The text of a here-document, or null.</summary>
    public WordPart? Here { get; set; }
}

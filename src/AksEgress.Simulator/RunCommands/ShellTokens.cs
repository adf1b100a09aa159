namespace AksEgress.Simulator.RunCommands;

/// <summary>A part of a word: as it stands, or with variables in it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Expands">Whether a $ in it means something.</param>
internal readonly record struct WordPart(string Text, bool Expands);

/// <summary>A redirection of a command.</summary>
/// <param name="From">1, 2, or 0 for input; 3 for output and errors together.</param>
/// <param name="Target">The file; for 2>&amp;1 "&amp;1".</param>
/// <param name="Appends">Whether it adds to the file.</param>
internal sealed record Redirection(int From, List<WordPart> Target, bool Appends);

/// <summary>One command with its redirections.</summary>
internal sealed class ShellCommand
{
    /// <summary>The line that it begins in, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The words.</summary>
    public List<List<WordPart>> Words { get; } = [];

    /// <summary>The redirections, in order.</summary>
    public List<Redirection> Redirections { get; } = [];

    /// <summary>The text of a here-document, or null.</summary>
    public WordPart? Here { get; set; }
}

/// <summary>Commands that feed each other, and when they run.</summary>
/// <param name="Operator">What stands before it: ;, &amp;&amp; or ||.</param>
/// <param name="Commands">The commands.</param>
internal sealed record ShellPipeline(string Operator, List<ShellCommand> Commands)
{
    /// <summary>Whether &amp;&amp; or || follows: its failure is looked at, set -e doesn't count it.</summary>
    public bool IsTested { get; set; }
}

/// <summary>The text is no script that this shell reads.</summary>
#pragma warning disable CA1064 // It never leaves the shell.
internal sealed class ShellSyntaxException(string message) : Exception(message);
#pragma warning restore CA1064

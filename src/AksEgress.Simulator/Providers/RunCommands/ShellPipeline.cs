namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>Commands that feed each other, and when they run.</summary>
/// <param name="Operator">What stands before it: ;, &amp;&amp; or ||.</param>
/// <param name="Commands">The commands.</param>
internal sealed record ShellPipeline(string Operator, List<ShellCommand> Commands)
{
    /// <summary>Whether &amp;&amp; or || follows: its failure is looked at, set -e doesn't count it.</summary>
    public bool IsTested { get; set; }
}

namespace AksEgress.Simulator.Providers.RunCommands;

/// <summary>Commands connected by pipes, and the condition to run them.</summary>
/// <param name="Operator">The operator before it: ;, &amp;&amp; or ||.</param>
/// <param name="Commands">The commands.</param>
internal sealed record ShellPipeline(string Operator, List<ShellCommand> Commands)
{
    /// <summary>True if &amp;&amp; or || follows: the script handles its failure, so set -e ignores it.</summary>
    public bool IsTested { get; set; }
}

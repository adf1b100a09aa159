namespace AksEgress.Core.EgressProbes;

/// <summary>The output of a line of the script.</summary>
/// <param name="Text">The text before the marker, without error messages of the tools.</param>
/// <param name="ExitCode">The exit code.</param>
internal readonly record struct ProbeLine(string Text, int ExitCode);

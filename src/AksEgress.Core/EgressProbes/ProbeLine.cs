namespace AksEgress.Core.EgressProbes;

/// <summary>What one line of the script said.</summary>
/// <param name="Text">What was written before the marker, without the tools' own complaints.</param>
/// <param name="ExitCode">The exit code.</param>
internal readonly record struct ProbeLine(string Text, int ExitCode);

namespace AksEgress.Help.Pages;

/// <summary>An example.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Introduction">The text before the code.</param>
/// <param name="Code">The PowerShell.</param>
/// <param name="Remarks">The text after the code, including output.</param>
/// <param name="NotRun">Why tests don't run it, or null; from a comment.</param>
public sealed record HelpExample(
    string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks, string? NotRun);

namespace AksEgress.Help.Pages;

/// <summary>An example.</summary>
/// <param name="Title">As the heading has it.</param>
/// <param name="Introduction">What stands before the code.</param>
/// <param name="Code">The PowerShell.</param>
/// <param name="Remarks">What stands after it, output included.</param>
/// <param name="Prepare">PowerShell that a test runs first and no reader sees; from a comment.</param>
/// <param name="NotRun">Why a test does not run it, or null.</param>
public sealed record HelpExample(
    string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks, string? Prepare, string? NotRun);

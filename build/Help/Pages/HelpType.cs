namespace AksEgress.Help.Pages;

/// <summary>A type of input or output.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Description">How the input is used, or what the output contains.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Description);

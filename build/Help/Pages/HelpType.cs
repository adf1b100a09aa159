namespace AksEgress.Help.Pages;

/// <summary>A type of input or output.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Description">What of it is used or found in it.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Description);

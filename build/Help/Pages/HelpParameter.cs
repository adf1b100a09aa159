namespace AksEgress.Help.Pages;

/// <summary>A parameter.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tables">How it stands in the parameter sets: each table's keys and values.</param>
public sealed record HelpParameter(
    string Name, IReadOnlyList<string> Description, IReadOnlyList<IReadOnlyDictionary<string, string>> Tables);

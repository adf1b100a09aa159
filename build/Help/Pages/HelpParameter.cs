namespace AksEgress.Help.Pages;

/// <summary>A parameter.</summary>
/// <param name="Name">The name without the hyphen.</param>
/// <param name="Description">The description.</param>
/// <param name="Tables">The keys and values of each parameter-set table.</param>
public sealed record HelpParameter(
    string Name, IReadOnlyList<string> Description, IReadOnlyList<IReadOnlyDictionary<string, string>> Tables);

namespace AksEgress.Help.Pages;

/// <summary>A cmdlet's page, read. Texts are plain, a paragraph each.</summary>
/// <param name="Name">The cmdlet.</param>
/// <param name="Synopsis">What it does, in a sentence.</param>
/// <param name="Description">When to use it, and what it changes.</param>
/// <param name="Sets">The parameter sets in their order; one without a name where there are none.</param>
/// <param name="Examples">From simple to a pipeline.</param>
/// <param name="Parameters">In the page's order.</param>
/// <param name="Inputs">What it takes from the pipeline.</param>
/// <param name="Outputs">What it writes.</param>
/// <param name="Notes">Permissions and the like.</param>
/// <param name="Links">Related pages.</param>
public sealed record HelpPage(
    string Name,
    IReadOnlyList<string> Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<string> Sets,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyList<HelpParameter> Parameters,
    IReadOnlyList<HelpType> Inputs,
    IReadOnlyList<HelpType> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<HelpLink> Links);

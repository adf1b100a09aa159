namespace AksEgress.Help.Pages;

/// <summary>The parsed page of a cmdlet. Texts are plain, with one entry per paragraph.</summary>
/// <param name="Name">The cmdlet.</param>
/// <param name="Synopsis">What the cmdlet does, in one sentence.</param>
/// <param name="Description">When to use it, and what it changes.</param>
/// <param name="Sets">The parameter sets in order; a single one without a name if there are no sets.</param>
/// <param name="Examples">From simple to a pipeline.</param>
/// <param name="Parameters">In the page's order.</param>
/// <param name="Inputs">The pipeline input types.</param>
/// <param name="Outputs">The output types.</param>
/// <param name="Notes">Permissions and similar notes.</param>
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

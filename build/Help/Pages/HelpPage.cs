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
    string Name, IReadOnlyList<string> Synopsis, IReadOnlyList<string> Description, IReadOnlyList<string> Sets, IReadOnlyList<HelpExample> Examples,
    IReadOnlyList<HelpParameter> Parameters, IReadOnlyList<HelpType> Inputs, IReadOnlyList<HelpType> Outputs, IReadOnlyList<string> Notes, IReadOnlyList<HelpLink> Links);

/// <summary>An example.</summary>
/// <param name="Title">As the heading has it.</param>
/// <param name="Introduction">What stands before the code.</param>
/// <param name="Code">The PowerShell.</param>
/// <param name="Remarks">What stands after it, output included.</param>
/// <param name="Prepare">PowerShell that a test runs first and no reader sees; from a comment.</param>
/// <param name="NotRun">Why a test does not run it, or null.</param>
public sealed record HelpExample(string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks, string? Prepare, string? NotRun);

/// <summary>A parameter.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tables">How it stands in the parameter sets: each table's keys and values.</param>
public sealed record HelpParameter(string Name, IReadOnlyList<string> Description, IReadOnlyList<IReadOnlyDictionary<string, string>> Tables);

/// <summary>A type of input or output.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Description">What of it is used or found in it.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Description);

/// <summary>A link.</summary>
/// <param name="Text">A cmdlet, a topic, or a title.</param>
/// <param name="Target">A page of the folder, or an address.</param>
public sealed record HelpLink(string Text, string Target);

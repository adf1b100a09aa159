namespace AksEgress.Help.Commands;

/// <summary>A cmdlet as its class describes it.</summary>
/// <param name="Name">Verb-Noun.</param>
/// <param name="Summary">The class's summary, as markdown.</param>
/// <param name="DefaultSet">The default parameter set, or null if there is only one.</param>
/// <param name="Sets">The parameter sets, the default one first; a single one without a name if there are no sets.</param>
/// <param name="Parameters">The parameters, sorted by name, with -Confirm and -WhatIf if the cmdlet has them.</param>
/// <param name="Outputs">The output types.</param>
public sealed record Command(
    string Name,
    string Summary,
    string? DefaultSet,
    IReadOnlyList<string> Sets,
    IReadOnlyList<CommandParameter> Parameters,
    IReadOnlyList<CommandOutput> Outputs)
{
    /// <summary>The name of the set of a parameter that is in every set.</summary>
    public const string AllSets = "(All)";

    /// <summary>The noun.</summary>
    public string Noun => Name[(Name.IndexOf('-', StringComparison.Ordinal) + 1)..];
}

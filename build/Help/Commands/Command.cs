namespace AksEgress.Help.Commands;

/// <summary>A cmdlet as its class describes it.</summary>
/// <param name="Name">Verb-Noun.</param>
/// <param name="Summary">The class's summary, as markdown.</param>
/// <param name="DefaultSet">The default parameter set, or null where there is only one.</param>
/// <param name="Sets">The parameter sets, the default one first; one without a name where there are none.</param>
/// <param name="Parameters">The parameters, sorted by name, with -Confirm and -WhatIf where the cmdlet has them.</param>
/// <param name="Outputs">What it writes.</param>
public sealed record Command(
    string Name,
    string Summary,
    string? DefaultSet,
    IReadOnlyList<string> Sets,
    IReadOnlyList<CommandParameter> Parameters,
    IReadOnlyList<CommandOutput> Outputs)
{
    /// <summary>The name that a parameter has for being in every set.</summary>
    public const string AllSets = "(All)";

    /// <summary>The noun.</summary>
    public string Noun => Name[(Name.IndexOf('-', StringComparison.Ordinal) + 1)..];
}

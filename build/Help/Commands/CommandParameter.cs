namespace AksEgress.Help.Commands;

/// <summary>A parameter as its property describes it.</summary>
/// <param name="Name">The name without the hyphen.</param>
/// <param name="Type">The type's short name as PowerShell writes it, for example <c>String[]</c>.</param>
/// <param name="FullType">The type's full name.</param>
/// <param name="Summary">The property's summary, as markdown.</param>
/// <param name="Range">The limits of the validation attributes, as a sentence; null if none of them has numbers.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="AcceptedValues">The values of an enumeration or a ValidateSet.</param>
/// <param name="Default">The value in a new instance, or null.</param>
/// <param name="Wildcards">True if it accepts wildcards.</param>
/// <param name="Uses">The parameter's use in each parameter set; a single one named (All) if it is the same in all sets.</param>
public sealed record CommandParameter(
    string Name,
    string Type,
    string FullType,
    string Summary,
    string? Range,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    string? Default,
    bool Wildcards,
    IReadOnlyList<ParameterUse> Uses)
{
    /// <summary>True for a switch.</summary>
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>The use in a set, or null if the set doesn't have the parameter.</summary>
    public ParameterUse? In(string set) =>
        Uses.FirstOrDefault(use => use.Set == set) ?? Uses.FirstOrDefault(use => use.Set == Command.AllSets);
}

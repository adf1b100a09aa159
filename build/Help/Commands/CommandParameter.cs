namespace AksEgress.Help.Commands;

/// <summary>A parameter as its property describes it.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Type">The type's short name as PowerShell writes it, for example <c>String[]</c>.</param>
/// <param name="FullType">The type's full name.</param>
/// <param name="Summary">The property's summary, as markdown.</param>
/// <param name="Range">
/// What the validation attributes hold it to, as a sentence; null where they hold it to nothing that has numbers.
/// </param>
/// <param name="Aliases">Other names.</param>
/// <param name="AcceptedValues">The values of an enumeration or a ValidateSet.</param>
/// <param name="Default">The value that a fresh instance has, or null.</param>
/// <param name="Wildcards">Whether it takes wildcards.</param>
/// <param name="Uses">How it stands in each parameter set; one use named (All) where it is the same in all.</param>
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
    /// <summary>Whether it is a switch.</summary>
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>The use in a set, or null where the set does not have it.</summary>
    public ParameterUse? In(string set) =>
        Uses.FirstOrDefault(use => use.Set == set) ?? Uses.FirstOrDefault(use => use.Set == Command.AllSets);
}

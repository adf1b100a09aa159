namespace AksEgress.Core.Plans;

/// <summary>A finding of the pre-flight check. FindingKinds has a factory for each ID.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Id">The stable id.</param>
/// <param name="Found">The description.</param>
/// <param name="Prevents">The error code that ARM would return, or null if unknown.</param>
/// <param name="Next">The next step, with the command.</param>
/// <param name="Evidence">The resource ID or the property that shows it.</param>
/// <param name="Link">The documentation of the rule.</param>
public sealed record Finding(
    FindingSeverity Severity, string Id, string Found, string? Prevents, string Next, string? Evidence, string Link)
{
    /// <summary>What happens if the change is made anyway.</summary>
    public FindingConsequence Consequence { get; init; } =
        Severity == FindingSeverity.Error ? FindingConsequence.Refused : FindingConsequence.None;

    /// <summary>
    /// The error codes of ARM that this finding explains, the most likely first. ARM can return others, because not all of its codes are
    /// published.
    /// </summary>
    /// <remarks>One text, because ConvertTo-Json cuts off lists at the depth of findings.</remarks>
    public string ArmCodes => string.Join(", ", ArmCodeList);

    /// <summary>The codes one by one.</summary>
    internal IReadOnlyList<string> ArmCodeList => Codes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The codes as one text: with lists, two equal findings would differ.</summary>
    internal string Codes { get; init; } = Prevents ?? string.Empty;

    /// <summary>The finding in one line.</summary>
    public override string ToString() => $"{Severity} {Id}: {Found}";
}

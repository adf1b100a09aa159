namespace AksEgress.Core.Plans;

/// <summary>One thing that the pre-flight found. FindingKinds has a factory for each id.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Id">The stable id.</param>
/// <param name="Found">What was seen.</param>
/// <param name="Prevents">ARM's code for what would happen, or null where none is on record.</param>
/// <param name="Next">What to do next, with the command.</param>
/// <param name="Evidence">The resource id or the member that shows it.</param>
/// <param name="Link">Where the rule stands.</param>
public sealed record Finding(
    FindingSeverity Severity, string Id, string Found, string? Prevents, string Next, string? Evidence, string Link)
{
    /// <summary>The finding in one line.</summary>
    public override string ToString() => $"{Severity} {Id}: {Found}";
}

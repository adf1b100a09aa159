using System.Globalization;

namespace AksEgress.Core.Plans;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>The change can go on, and may hurt.</summary>
    Warning,

    /// <summary>ARM would refuse, or the cluster would lose its way out; the change stops unless -SkipPreflight.</summary>
    Error,
}

/// <summary>A kind of finding, such as those of the pre-flight in Preflight/FindingKinds.</summary>
/// <param name="Id">The stable id, equal to the name of its field.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Prevents">ARM's code for what would happen, or null where none is on record.</param>
/// <param name="Text">What was found; a composite format string.</param>
/// <param name="Next">What to do next; a composite format string over the same arguments.</param>
/// <param name="Link">Where the rule stands.</param>
public sealed record FindingKind(string Id, FindingSeverity Severity, string? Prevents, string Text, string Next, string Link)
{
    /// <summary>Makes a finding of this kind.</summary>
    /// <param name="evidence">The resource id or member that shows it.</param>
    /// <param name="arguments">What text and next name.</param>
    internal Finding Of(string? evidence, params object?[] arguments) => new(
        Severity, Id, string.Format(CultureInfo.InvariantCulture, Text, arguments), Prevents, string.Format(CultureInfo.InvariantCulture, Next, arguments), evidence, Link);
}

/// <summary>One thing that the pre-flight found.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Id">The stable id.</param>
/// <param name="Found">What was seen.</param>
/// <param name="Prevents">ARM's code for what would happen, or null where none is on record.</param>
/// <param name="Next">What to do next, with the command.</param>
/// <param name="Evidence">The resource id or the member that shows it.</param>
/// <param name="Link">Where the rule stands.</param>
public sealed record Finding(FindingSeverity Severity, string Id, string Found, string? Prevents, string Next, string? Evidence, string Link)
{
    /// <summary>The finding in one line.</summary>
    public override string ToString() => $"{Severity} {Id}: {Found}";
}

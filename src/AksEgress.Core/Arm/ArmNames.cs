using AksEgress.Core.Errors;

namespace AksEgress.Core.Arm;

/// <summary>
/// What any ARM name must satisfy before it is put into a path. Each resource type has finer rules; those are
/// ARM's to check, these keep a name from becoming another path.
/// </summary>
public static class ArmNames
{
    /// <summary>
    /// The longest resource group name, 90 characters (learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules).
    /// </summary>
    public const int MaximumGroupLength = 90;

    /// <summary>
    /// The longest resource name that is let through, 260 characters: no type has longer ones, and most have 80 at the most.
    /// </summary>
    public const int MaximumLength = 260;

    private const int ShownLength = 80;

    /// <summary>True when a name can be a path segment: letters, digits and <c>- _ . ( )</c>, not ending with a dot.</summary>
    public static bool IsValid(string? name, int maximumLength) =>
        !string.IsNullOrEmpty(name) && name.Length <= maximumLength && !name.EndsWith('.')
        && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '(' or ')');

    /// <summary>Refuses a name that cannot be a path segment.</summary>
    /// <param name="name">The name.</param>
    /// <param name="maximumLength">The longest that is taken.</param>
    /// <param name="parameterName">The parameter that it came in, or null.</param>
    /// <exception cref="EgressException">InvalidResourceName.</exception>
    public static void Check(string? name, int maximumLength, string? parameterName = null)
    {
        if (!IsValid(name, maximumLength))
        {
            throw EgressErrors.InvalidResourceName(Shown(name), maximumLength, name, parameterName);
        }
    }

    /// <summary>A hostile text made fit for a message: control characters replaced, cut after 80 characters.</summary>
    public static string Shown(string? text)
    {
        var shown = new string([.. (text ?? string.Empty).Take(ShownLength).Select(c => char.IsControl(c) ? '?' : c)]);
        return text?.Length > ShownLength ? shown + "..." : shown;
    }
}

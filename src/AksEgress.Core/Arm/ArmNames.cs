using AksEgress.Core.Errors;

namespace AksEgress.Core.Arm;

/// <summary>
/// Checks that any name must pass before it becomes part of a path, so that it can't change the path. ARM checks the rules of each
/// resource type.
/// </summary>
public static class ArmNames
{
    /// <summary>
    /// The longest resource group name, 90 characters (learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules).
    /// </summary>
    public const int MaximumGroupLength = 90;

    /// <summary>
    /// The maximum length of a resource name, 260 characters: no type has longer ones, and most allow 80.
    /// </summary>
    public const int MaximumLength = 260;

    private const int ShownLength = 80;

    /// <summary>True when a name can be a path segment: letters, digits and <c>- _ . ( )</c>, not ending with a dot.</summary>
    public static bool IsValid(string? name, int maximumLength) =>
        !string.IsNullOrEmpty(name) && name.Length <= maximumLength && !name.EndsWith('.')
        && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '(' or ')');

    /// <summary>Rejects a name that can't be a path segment.</summary>
    /// <param name="name">The name.</param>
    /// <param name="maximumLength">The maximum length.</param>
    /// <param name="parameterName">The parameter that contains it, or null.</param>
    /// <exception cref="EgressException">InvalidResourceName.</exception>
    public static void Check(string? name, int maximumLength, string? parameterName = null)
    {
        if (!IsValid(name, maximumLength))
        {
            throw EgressErrors.InvalidResourceName(Shown(name), maximumLength, name, parameterName);
        }
    }

    /// <summary>Makes any text safe for a message: replaces control characters, and truncates after 80 characters.</summary>
    public static string Shown(string? text)
    {
        var shown = new string([.. (text ?? string.Empty).Take(ShownLength).Select(c => char.IsControl(c) ? '?' : c)]);
        return text?.Length > ShownLength ? shown + "..." : shown;
    }
}

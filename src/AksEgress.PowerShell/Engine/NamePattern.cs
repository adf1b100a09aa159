using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>Names with wildcards, as Get- cmdlets accept them.</summary>
internal static class NamePattern
{
    /// <summary>Returns the pattern; null matches every name.</summary>
    /// <param name="name">What the user typed.</param>
    /// <param name="parameter">The parameter, for the error.</param>
    /// <exception cref="EgressException">InvalidValue: a bracket isn't closed, or a character can't be part of a name.</exception>
    public static WildcardPattern Of(string? name, string parameter = "Name")
    {
        // Names contain no other characters, so a pattern never needs a backtick.
        if (name is not null
            && (name.Length > ArmNames.MaximumLength
                || !name.All(c => char.IsLetterOrDigit(c) || "-_.()*?[]".Contains(c, StringComparison.Ordinal))))
        {
            throw EgressErrors.InvalidValue(parameter, $"'{ArmNames.Shown(name)}' isn't a valid name or wildcard pattern.", name);
        }

        try
        {
            var pattern = WildcardPattern.Get(name ?? "*", WildcardOptions.IgnoreCase);

            // The engine parses brackets only when it matches.
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException e)
        {
            throw EgressErrors.InvalidValue(
                parameter, $"'{ArmNames.Shown(name)}' isn't a valid wildcard pattern; a bracket isn't closed.", name, e);
        }
    }
}

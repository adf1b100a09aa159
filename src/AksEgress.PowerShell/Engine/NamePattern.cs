using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>Names with wildcards, as Get- cmdlets take them.</summary>
internal static class NamePattern
{
    /// <summary>The pattern; null takes every name.</summary>
    /// <param name="name">What the user typed.</param>
    /// <param name="parameter">The parameter, for the error.</param>
    /// <exception cref="EgressException">InvalidValue: a bracket that is not closed, or characters that no name has.</exception>
    public static WildcardPattern Of(string? name, string parameter = "Name")
    {
        // No name has other characters, and what is none of them needs no backtick.
        if (name is not null
            && (name.Length > ArmNames.MaximumLength
                || !name.All(c => char.IsLetterOrDigit(c) || "-_.()*?[]".Contains(c, StringComparison.Ordinal))))
        {
            throw EgressErrors.InvalidValue(parameter, $"'{ArmNames.Shown(name)}' is not a name or a pattern of names.", name);
        }

        try
        {
            var pattern = WildcardPattern.Get(name ?? "*", WildcardOptions.IgnoreCase);

            // The engine looks at brackets only when it matches.
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException e)
        {
            throw EgressErrors.InvalidValue(parameter, $"'{ArmNames.Shown(name)}' is not a pattern; a bracket is not closed.", name, e);
        }
    }
}

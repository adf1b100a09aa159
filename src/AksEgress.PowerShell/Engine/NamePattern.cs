using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Engine;

/// <summary>Names with wildcards, as Get- cmdlets take them.</summary>
internal static class NamePattern
{
    /// <summary>The pattern; null takes every name.</summary>
    /// <exception cref="EgressException">InvalidValue: a bracket that is not closed.</exception>
    public static WildcardPattern Of(string? name)
    {
        try
        {
            var pattern = WildcardPattern.Get(name ?? "*", WildcardOptions.IgnoreCase);

            // The engine looks at brackets only when it matches.
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException e)
        {
            throw new EgressException(EgressErrors.InvalidValue, name, e, "Name", $"'{ArmNames.Shown(name)}' is not a pattern; a bracket is not closed.");
        }
    }
}

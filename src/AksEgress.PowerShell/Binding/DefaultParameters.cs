using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace AksEgress.PowerShell.Binding;

/// <summary>
/// Reports which bound parameters $PSDefaultParameterValues supplied. A default gives way to pipeline input; a typed value doesn't.
/// </summary>
internal static class DefaultParameters
{
    /// <summary>The names of the parameters that the user typed.</summary>
    public static HashSet<string> TypedNames(PSCmdlet cmdlet)
    {
        var defaults = cmdlet.SessionState.PSVariable.GetValue("PSDefaultParameterValues") as IDictionary;
        return cmdlet.MyInvocation.BoundParameters.Where(bound => defaults is null || !IsDefault(defaults, cmdlet, bound.Key, bound.Value))
            .Select(bound => bound.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    // The binder doesn't say where a value came from, so this looks the entry up as about_Parameters_Default_Values describes.
    private static bool IsDefault(IDictionary defaults, PSCmdlet cmdlet, string parameter, object? value)
    {
        if (defaults["Disabled"] is { } disabled && LanguagePrimitives.IsTrue(disabled))
        {
            return false;
        }

        foreach (DictionaryEntry entry in defaults)
        {
            var parts = entry.Key.ToString()!.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2
                && Matches(parts[0], cmdlet.MyInvocation.MyCommand.Name)
                && NamesOf(cmdlet, parameter).Any(name => Matches(parts[1], name))
                && (entry.Value is ScriptBlock || LanguagePrimitives.Equals(entry.Value, value, true, CultureInfo.InvariantCulture)))
            {
                return true;
            }
        }

        return false;
    }

    // A default may use an alias.
    private static IEnumerable<string> NamesOf(PSCmdlet cmdlet, string parameter) =>
        (cmdlet.GetType().GetProperty(parameter)?.GetCustomAttributes<AliasAttribute>(inherit: false) ?? [])
            .SelectMany(alias => alias.AliasNames)
            .Prepend(parameter);

    private static bool Matches(string pattern, string name) =>
        WildcardPattern.Get(pattern.Trim('\'', '"'), WildcardOptions.IgnoreCase).IsMatch(name);
}

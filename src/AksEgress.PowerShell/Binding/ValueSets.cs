using System.Management.Automation;
using System.Reflection;

namespace AksEgress.PowerShell.Binding;

/// <summary>
/// Replaces values of a ValidateSet by the set's own casing. PowerShell compares without case and binds the typed text, but the
/// module and Azure Resource Manager compare and store these values with case.
/// </summary>
internal static class ValueSets
{
    /// <summary>Returns the value in the casing of a parameter's set; any other value unchanged.</summary>
    public static object? Canonical(PropertyInfo parameter, object? value) =>
        parameter.GetCustomAttribute<ValidateSetAttribute>(inherit: true) is not { } set ? value
        : value is string word ? Canonical(set, word)
        : value is string[] words ? words.Select(one => Canonical(set, one)).ToArray()
        : value;

    /// <summary>Replaces the bound values of a cmdlet's parameters.</summary>
    public static void Apply(PSCmdlet cmdlet)
    {
        foreach (var name in cmdlet.MyInvocation.BoundParameters.Keys)
        {
            if (cmdlet.GetType().GetProperty(name) is { } parameter && parameter.IsDefined(typeof(ValidateSetAttribute), true))
            {
                parameter.SetValue(cmdlet, Canonical(parameter, parameter.GetValue(cmdlet)));
            }
        }
    }

    private static string Canonical(ValidateSetAttribute set, string word) =>
        set.ValidValues.FirstOrDefault(one => one.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? word;
}

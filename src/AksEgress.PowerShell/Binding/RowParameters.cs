using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.PowerShell.Binding;

/// <summary>
/// Sets a cmdlet's parameters from a piped row whose column names equal parameter names. This doesn't use the engine's binding by
/// property name, which would treat the current state of a piped resource as desired values.
/// </summary>
internal sealed class RowParameters
{
    // Columns that identify the resource of the row; Subject reads them.
    private static readonly string[] s_identity = ["ResourceId", "Id", "InputObject", "SubscriptionId"];

    // These parameters control how a command runs. Only the user sets them: a file must not answer a confirmation prompt.
    private static readonly string[] s_control =
    [
        "Force", "AllowExisting", "AllowLockout", "Overwrite", "Reimage", "NoWait", "AsJob", "SkipPreflight", "WhatIf", "Confirm",
        "ErrorAction", "WarningAction",
    ];

    private static readonly char[] s_listSeparators = [',', ';'];

    private readonly PSCmdlet _cmdlet;
    private readonly List<(PropertyInfo Property, object? Initial)> _parameters;
    private readonly HashSet<string> _set = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _reported = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Remembers the parameter values that apply before the first record.</summary>
    /// <param name="cmdlet">The cmdlet whose parameters are set.</param>
    /// <param name="isTyped">True for a parameter that the user typed; a row never replaces its value.</param>
    public RowParameters(PSCmdlet cmdlet, Func<string, bool> isTyped)
    {
        _cmdlet = cmdlet;
        _parameters =
        [
            .. cmdlet.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property =>
                    property.IsDefined(typeof(ParameterAttribute), false) && !isTyped(property.Name) && property.Name != "InputObject")
                .Select(property => (property, property.GetValue(cmdlet))),
        ];
    }

    /// <summary>True if a column of the row describes the new resource. Other objects aren't rows for this cmdlet.</summary>
    public static bool Describes(PSCmdlet cmdlet, PipedObject row) =>
        row.PropertyNames.Any(column => !s_identity.Contains(column, StringComparer.OrdinalIgnoreCase)
            && cmdlet.GetType().GetProperties().Any(property =>
                property.IsDefined(typeof(ParameterAttribute), false) && IsNamed(property, column)));

    /// <summary>Restores the parameter values from before the row.</summary>
    public void Reset()
    {
        _set.Clear();
        foreach (var (property, initial) in _parameters)
        {
            property.SetValue(_cmdlet, initial);
        }
    }

    /// <summary>True for a parameter that the row has a value for.</summary>
    public bool IsSet(string parameter) => _set.Contains(parameter);

    /// <summary>Sets the parameters that the row has columns for. An empty cell doesn't change its parameter.</summary>
    /// <param name="row">The row.</param>
    /// <param name="known">The columns that identify the resource, which other code reads.</param>
    /// <returns>The columns that match no parameter. Each is returned once per command.</returns>
    /// <exception cref="EgressException">PipelineValueInvalid.</exception>
    public IReadOnlyList<string> Apply(PipedObject row, params string[] known)
    {
        var unknown = new List<string>();
        foreach (var column in row.PropertyNames.Where(name =>
            !s_identity.Concat(known).Contains(name, StringComparer.OrdinalIgnoreCase)).ToList())
        {
            if (s_control.Contains(column, StringComparer.OrdinalIgnoreCase) && row[column] is { } control)
            {
                throw EgressErrors.PipelineValueInvalid(
                    column, ArmNames.Shown(control), "A row can't provide it; specify it on the command line.",
                    _cmdlet.MyInvocation.MyCommand.Name);
            }

            var parameter = _cmdlet.GetType().GetProperties().FirstOrDefault(property =>
                property.IsDefined(typeof(ParameterAttribute), false) && IsNamed(property, column));
            if (parameter is null)
            {
                if (_reported.Add(column))
                {
                    unknown.Add(column);
                }
            }
            else if (_parameters.Exists(one => one.Property.Name == parameter.Name) && row[column] is not null)
            {
                parameter.SetValue(_cmdlet, Converted(parameter, row.Value(column)!));
                _set.Add(parameter.Name);
            }
        }

        return unknown;
    }

    private static bool IsNamed(PropertyInfo property, string name) =>
        property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        || property
            .GetCustomAttributes<AliasAttribute>(inherit: false)
            .Any(alias => alias.AliasNames.Contains(name, StringComparer.OrdinalIgnoreCase));

    private object? Converted(PropertyInfo parameter, object value)
    {
        var type = parameter.PropertyType;
        if (value is string list
            && (list.StartsWith("System.", StringComparison.Ordinal)
                && (list.EndsWith("[]", StringComparison.Ordinal) || list.Contains(".Collections.", StringComparison.Ordinal))))
        {
            throw EgressErrors.PipelineValueInvalid(
                parameter.Name, list, "This is the type name of a list; the file doesn't contain the list's values.",
                _cmdlet.MyInvocation.MyCommand.Name);
        }

        try
        {
            // Only parameters whose values a text can express: a file has no lists and no switches.
            var plain = parameter.IsDefined(typeof(TagTableAttribute), inherit: false) ? TagTableAttribute.Table(value)!
                : value is not string text ? value
                : type.IsArray ? text.Split(s_listSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : type == typeof(SwitchParameter) ? bool.Parse(text)
                : text;
            var converted = type == typeof(SwitchParameter)
                ? new SwitchParameter(LanguagePrimitives.IsTrue(plain))
                : LanguagePrimitives.ConvertTo(plain, type, CultureInfo.InvariantCulture);

            // A variable with the parameter's attributes validates a value as the binder does.
            var checks = new Collection<Attribute>([.. parameter.GetCustomAttributes<ValidateArgumentsAttribute>(inherit: false)]);
            _ = new PSVariable(parameter.Name, converted, ScopedItemOptions.None, checks);
            return ValueSets.Canonical(parameter, converted);
        }
        catch (Exception e)
            when (e is PSInvalidCastException or MetadataException or FormatException or EgressException)
        {
            var why = e.InnerException is EgressException inner ? inner.Message
                : e is EgressException or ArgumentTransformationMetadataException ? e.Message
                : Allowed(parameter);
            throw EgressErrors.PipelineValueInvalid(
                parameter.Name, ArmNames.Shown(value.ToString()), why, _cmdlet.MyInvocation.MyCommand.Name, innerException: e);
        }
    }

    private static string Allowed(PropertyInfo parameter) =>
        parameter.GetCustomAttribute<ValidateSetAttribute>(inherit: false) is { } set
            ? $"Specify {string.Join(", ", set.ValidValues)}."
            : parameter.GetCustomAttribute<ValidateRangeAttribute>(inherit: false) is { } range
                ? $"Specify {range.MinRange} to {range.MaxRange}."
            : $"It must be convertible to {parameter.PropertyType.Name}.";
}

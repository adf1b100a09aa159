using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace AksEgress.Help.Commands;

/// <summary>Reads the cmdlets of the built module: their attributes, and the comments of their source.</summary>
public static class CommandReader
{
    private static readonly (string Name, string Alias, string Text)[] s_shouldProcess =
    [
        (
            "Confirm", "cf",
            "Prompts you for confirmation before running the cmdlet. "
                + "To suppress the prompt, for example in a runbook, specify `-Confirm:$false`."),
        ("WhatIf", "wi", "Shows what would happen if the cmdlet runs. The cmdlet isn't run."),
    ];

    /// <summary>All cmdlets, sorted by name.</summary>
    /// <param name="module">The built module's folder.</param>
    public static IReadOnlyList<Command> Read(string module)
    {
        var bin = Path.Combine(module, "bin");
        var assembly = Assembly.LoadFrom(Path.Combine(bin, "AksEgress.PowerShell.dll"));
        var core = Assembly.LoadFrom(Path.Combine(bin, "AksEgress.Core.dll"));
        var comments = new SourceComments(bin, assembly, core);
        return
        [
            .. assembly.GetExportedTypes()
                .Where(type => !type.IsAbstract && type.GetCustomAttribute<CmdletAttribute>() is not null)
                .Select(type => Read(type, comments)).OrderBy(command => command.Name, StringComparer.Ordinal),
        ];
    }

    private static Command Read(Type type, SourceComments comments)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        var fresh = Activator.CreateInstance(type)!;
        var properties = type.GetProperties().Where(property =>
            property.GetCustomAttributes<ParameterAttribute>(inherit: false).Any()).ToList();

        // The default set exists even if no parameter names it.
        var sets = properties
            .SelectMany(property => property.GetCustomAttributes<ParameterAttribute>(inherit: false))
            .Select(parameter => parameter.ParameterSetName)
            .Append(cmdlet.DefaultParameterSetName ?? ParameterAttribute.AllParameterSets)
            .Where(set => set != ParameterAttribute.AllParameterSets)
            .Distinct()
            .OrderByDescending(set => set == cmdlet.DefaultParameterSetName)
            .ToList();
        var parameters = properties.Select(property => Read(property, fresh, sets, comments));
        if (cmdlet.SupportsShouldProcess)
        {
            parameters = parameters.Concat(s_shouldProcess.Select(common => new CommandParameter(
                common.Name, "SwitchParameter", typeof(SwitchParameter).FullName!, common.Text, null, [common.Alias], [], null, false,
                [new ParameterUse(Command.AllSets, false, null, "False")])));
        }

        return new Command(
            $"{cmdlet.VerbName}-{cmdlet.NounName}",
            comments.Of(type),
            sets.Count > 1 ? cmdlet.DefaultParameterSetName : null,
            sets.Count == 0 ? [Command.AllSets] : sets,
            [.. parameters.OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)],
            [.. type
                .GetCustomAttributes<OutputTypeAttribute>(inherit: false)
                .SelectMany(output => output.Type)
                .Select(output => output.Type)
                .Where(output => output != typeof(void))
                .Distinct()
                .Select(output => new CommandOutput(TypeNames.Full(output), comments.Of(output)))]);
    }

    private static CommandParameter Read(PropertyInfo property, object fresh, List<string> sets, SourceComments comments)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var element = type.IsArray ? Nullable.GetUnderlyingType(type.GetElementType()!) ?? type.GetElementType()! : type;
        var uses = Uses(property.GetCustomAttributes<ParameterAttribute>(inherit: false), sets);
        return new CommandParameter(
            property.Name,
            TypeNames.Short(property.PropertyType),
            TypeNames.Full(property.PropertyType),
            comments.Of(property),
            Range(property),
            property.GetCustomAttribute<AliasAttribute>(inherit: false)?.AliasNames.ToList() ?? [],
            property.GetCustomAttribute<ValidateSetAttribute>(inherit: false)?.ValidValues.ToList()
                ?? (element.IsEnum ? [.. Enum.GetNames(element)] : []),
            uses.All(use => use.Required) ? null : Default(property.GetValue(fresh)),
            property.GetCustomAttribute<SupportsWildcardsAttribute>(inherit: false) is not null,
            uses);
    }

    private static List<ParameterUse> Uses(IEnumerable<ParameterAttribute> attributes, List<string> sets)
    {
        var uses = attributes.Select(attribute => new ParameterUse(
            attribute.ParameterSetName == ParameterAttribute.AllParameterSets ? Command.AllSets : attribute.ParameterSetName,
            attribute.Mandatory, attribute.Position >= 0 ? attribute.Position : null, Pipeline(attribute))).ToList();
        return sets.Count > 0 && uses.Count == sets.Count && uses.Select(use => use with { Set = string.Empty }).Distinct().Count() == 1
            ? [uses[0] with { Set = Command.AllSets }]
            : [.. uses.OrderBy(use => sets.IndexOf(use.Set))];
    }

    private static string Pipeline(ParameterAttribute attribute) =>
        (attribute.ValueFromPipelineByPropertyName, attribute.ValueFromPipeline) switch
        {
            (true, true) => "True (ByPropertyName, ByValue)",
            (true, false) => "True (ByPropertyName)",
            (false, true) => "True (ByValue)",
            _ => "False",
        };

    private static string? Range(PropertyInfo property)
    {
        var said = new List<string>();
        if (property.GetCustomAttribute<ValidateRangeAttribute>(inherit: false) is { } range)
        {
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{range.MinRange} to {range.MaxRange}"));
        }

        if (property.GetCustomAttribute<ValidateLengthAttribute>(inherit: false) is { } length)
        {
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{length.MinLength} to {length.MaxLength} characters"));
        }

        if (property.GetCustomAttribute<ValidateCountAttribute>(inherit: false) is { } count)
        {
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{count.MinLength} to {count.MaxLength} values"));
        }

        return said.Count == 0 ? null : $"Range: {string.Join(", ", said)}.";
    }

    private static string? Default(object? value) => value switch
    {
        null or "" => null,
        SwitchParameter => "False",
        string text => text,
        IEnumerable several => string.Join(", ", several.Cast<object>().Select(one => Default(one))) is { Length: > 0 } text ? text : null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

using System.Collections.ObjectModel;
using System.Globalization;
using StandIn.Binding;
using StandIn.Conversion;

namespace System.Management.Automation;

public sealed class ParameterMetadata
{
    internal ParameterMetadata(BindableParameter parameter)
    {
        Attributes = new Collection<Attribute>([.. parameter.Attributes]);
        Aliases = new Collection<string>([.. parameter.Aliases]);
        ParameterSets = parameter.Roles.ToDictionary(r => r.SetName, r => new ParameterSetMetadata(), StringComparer.OrdinalIgnoreCase);
    }

    public Collection<Attribute> Attributes { get; }

    public Collection<string> Aliases { get; }

    public Dictionary<string, ParameterSetMetadata> ParameterSets { get; }
}

public sealed class ParameterSetMetadata
{
    internal ParameterSetMetadata()
    {
    }
}

public class CommandParameterInfo
{
    internal CommandParameterInfo(BindableParameter parameter, SetRole role)
    {
        Name = parameter.Name;
        ParameterType = parameter.Type;
        IsMandatory = role.Mandatory;
        Position = role.Declared.Position;
        ValueFromPipeline = role.Declared.ValueFromPipeline;
        ValueFromPipelineByPropertyName = role.Declared.ValueFromPipelineByPropertyName;
        ValueFromRemainingArguments = role.Declared.ValueFromRemainingArguments;
        HelpMessage = role.Declared.HelpMessage ?? string.Empty;
        Aliases = new ReadOnlyCollection<string>([.. parameter.Aliases]);
        Attributes = new ReadOnlyCollection<Attribute>([.. parameter.Attributes]);
    }

    public string Name { get; }

    public Type ParameterType { get; }

    public bool IsMandatory { get; }

    public int Position { get; }

    public bool ValueFromPipeline { get; }

    public bool ValueFromPipelineByPropertyName { get; }

    public bool ValueFromRemainingArguments { get; }

    public string HelpMessage { get; }

    public ReadOnlyCollection<string> Aliases { get; }

    public ReadOnlyCollection<Attribute> Attributes { get; }

    // As in a command's syntax: optional parts are in brackets.
    internal string Syntax()
    {
        var type = ParameterType == typeof(SwitchParameter)
            ? string.Empty
            : $" <{TypeNames.Display(Nullable.GetUnderlyingType(ParameterType) ?? ParameterType).Split('.')[^1]}>";
        var name = Position >= 0 ? $"[-{Name}]" : $"-{Name}";
        return IsMandatory ? name + type : string.Create(CultureInfo.InvariantCulture, $"[{name}{type}]");
    }
}

public class CommandParameterSetInfo
{
    internal CommandParameterSetInfo(string name, bool isDefault, CommandModel model, uint flag)
    {
        Name = name;
        IsDefault = isDefault;
        Parameters = new ReadOnlyCollection<CommandParameterInfo>(
        [
            .. model
                .Parameters.Where(p => p.IsIn(flag))
                .Select(p => new CommandParameterInfo(p, p.Roles.FirstOrDefault(r => (r.Flag & flag) != 0) ?? p.RolesIn(flag).First())),
        ]);
    }

    public string Name { get; }

    public bool IsDefault { get; }

    public ReadOnlyCollection<CommandParameterInfo> Parameters { get; }

    public override string ToString()
    {
        var shown = Parameters.Where(p => !Cmdlet.CommonParameters.Contains(p.Name));
        return string.Join(
            ' ',
            shown
                .Where(p => p.Position >= 0)
                .OrderBy(p => p.Position)
                .Concat(shown.Where(p => p.Position < 0))
                .Select(p => p.Syntax())
                .Append("[<CommonParameters>]"));
    }
}

using System.Collections.ObjectModel;
using System.Globalization;
using StandIn.Binding;
using StandIn.Conversion;

namespace System.Management.Automation;

public sealed class ParameterMetadata
{
    public ParameterMetadata(string name)
        : this(name, null)
    {
    }

    public ParameterMetadata(string name, Type? parameterType)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        ParameterType = parameterType;
        Attributes = [];
        Aliases = [];
        ParameterSets = [];
    }

    public ParameterMetadata(ParameterMetadata other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Name = other.Name;
        ParameterType = other.ParameterType;
        Attributes = new Collection<Attribute>([.. other.Attributes]);
        Aliases = new Collection<string>([.. other.Aliases]);
        ParameterSets = new Dictionary<string, ParameterSetMetadata>(other.ParameterSets);
        IsDynamic = other.IsDynamic;
    }

    internal ParameterMetadata(BindableParameter parameter)
    {
        Name = parameter.Name;
        ParameterType = parameter.Type;
        Attributes = new Collection<Attribute>([.. parameter.Attributes]);
        Aliases = new Collection<string>([.. parameter.Aliases]);
        ParameterSets = parameter.Roles.ToDictionary(r => r.SetName, r => new ParameterSetMetadata(r.Declared), StringComparer.OrdinalIgnoreCase);
        IsDynamic = parameter.Owner == ParameterOwner.Dynamic;
    }

    public string Name { get; set; }

    public Type? ParameterType { get; set; }

    public Collection<Attribute> Attributes { get; }

    public Collection<string> Aliases { get; }

    public Dictionary<string, ParameterSetMetadata> ParameterSets { get; }

    public bool IsDynamic { get; set; }

    public bool SwitchParameter => ParameterType == typeof(SwitchParameter);

    public static Dictionary<string, ParameterMetadata> GetParameterMetadata(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return CommandModel.Of(type).Parameters.ToDictionary(p => p.Name, p => new ParameterMetadata(p), StringComparer.OrdinalIgnoreCase);
    }
}

public sealed class ParameterSetMetadata
{
    internal ParameterSetMetadata(ParameterAttribute declared)
    {
        IsMandatory = declared.Mandatory;
        Position = declared.Position;
        ValueFromPipeline = declared.ValueFromPipeline;
        ValueFromPipelineByPropertyName = declared.ValueFromPipelineByPropertyName;
        ValueFromRemainingArguments = declared.ValueFromRemainingArguments;
        HelpMessage = declared.HelpMessage;
    }

    public bool IsMandatory { get; set; }

    public int Position { get; set; }

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }

    public string? HelpMessage { get; set; }
}

public class CommandParameterInfo
{
    internal CommandParameterInfo(BindableParameter parameter, SetRole role)
    {
        Name = parameter.Name;
        ParameterType = parameter.Type;
        IsMandatory = role.Mandatory;
        IsDynamic = parameter.Owner == ParameterOwner.Dynamic;
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

    public bool IsDynamic { get; }

    public int Position { get; }

    public bool ValueFromPipeline { get; }

    public bool ValueFromPipelineByPropertyName { get; }

    public bool ValueFromRemainingArguments { get; }

    public string HelpMessage { get; }

    public ReadOnlyCollection<string> Aliases { get; }

    public ReadOnlyCollection<Attribute> Attributes { get; }

    // As in a command's syntax: brackets around what may be left out.
    internal string Syntax()
    {
        string type = ParameterType == typeof(SwitchParameter) ? string.Empty : $" <{TypeNames.Display(Nullable.GetUnderlyingType(ParameterType) ?? ParameterType).Split('.')[^1]}>";
        string name = Position >= 0 ? $"[-{Name}]" : $"-{Name}";
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
            .. model.Parameters.Where(p => p.IsIn(flag)).Select(p => new CommandParameterInfo(p, p.Roles.FirstOrDefault(r => (r.Flag & flag) != 0) ?? p.RolesIn(flag).First())),
        ]);
    }

    public string Name { get; }

    public bool IsDefault { get; }

    public ReadOnlyCollection<CommandParameterInfo> Parameters { get; }

    public override string ToString()
    {
        IEnumerable<CommandParameterInfo> shown = Parameters.Where(p => !Cmdlet.CommonParameters.Contains(p.Name));
        return string.Join(' ', shown.Where(p => p.Position >= 0).OrderBy(p => p.Position).Concat(shown.Where(p => p.Position < 0)).Select(p => p.Syntax()).Append("[<CommonParameters>]"));
    }
}

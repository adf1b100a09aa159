using System.Collections.ObjectModel;

namespace System.Management.Automation.Host;

public sealed class ChoiceDescription
{
    private string _helpMessage = string.Empty;

    public ChoiceDescription(string label)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        Label = label;
    }

    public ChoiceDescription(string label, string helpMessage)
        : this(label) => HelpMessage = helpMessage;

    public string Label { get; }

    public string HelpMessage
    {
        get => _helpMessage;
        set => _helpMessage = value ?? throw new PSArgumentNullException(nameof(value));
    }
}

public class FieldDescription
{
    private string? _typeName;
    private string? _typeFullName;
    private string? _assemblyName;

    public FieldDescription(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    public string Name { get; }

    public string ParameterTypeName => _typeName ?? nameof(String);

    public string ParameterTypeFullName => _typeFullName ?? typeof(string).FullName!;

    public string ParameterAssemblyFullName => _assemblyName ?? typeof(string).Assembly.FullName!;

    public string Label { get; set; } = string.Empty;

    public string HelpMessage { get; set; } = string.Empty;

    public bool IsMandatory { get; set; } = true;

    public PSObject? DefaultValue { get; set; }

    public Collection<Attribute> Attributes { get; } = [];

    public void SetParameterType(Type parameterType)
    {
        ArgumentNullException.ThrowIfNull(parameterType);
        _typeName = parameterType.Name;
        _typeFullName = parameterType.FullName;
        _assemblyName = parameterType.AssemblyQualifiedName;
    }
}

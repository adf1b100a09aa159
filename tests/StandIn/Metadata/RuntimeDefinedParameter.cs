using System.Collections.ObjectModel;

namespace System.Management.Automation;

public class RuntimeDefinedParameter
{
    private object? _value;

    public RuntimeDefinedParameter()
    {
    }

    public RuntimeDefinedParameter(string name, Type parameterType, Collection<Attribute>? attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        ParameterType = parameterType ?? throw new PSArgumentNullException(nameof(parameterType));
        Attributes = attributes ?? [];
    }

    public string Name { get; set; } = string.Empty;

    public Type ParameterType { get; set; } = typeof(object);

    public Collection<Attribute> Attributes { get; } = [];

    public bool IsSet { get; set; }

    public object? Value
    {
        get => _value;
        set
        {
            IsSet = true;
            _value = value;
        }
    }
}

public class RuntimeDefinedParameterDictionary : Dictionary<string, RuntimeDefinedParameter>
{
    public RuntimeDefinedParameterDictionary()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    public string HelpFile { get; set; } = string.Empty;

    public object? Data { get; set; }
}

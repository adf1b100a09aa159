using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace StandIn.Binding;

/// <summary>A parameter within one parameter set.</summary>
internal sealed record SetRole(string SetName, ParameterAttribute Declared)
{
    /// <summary>The set's bit; 0 for a parameter of all sets.</summary>
    public uint Flag { get; set; }

    public bool InAllSets => SetName.Equals(ParameterAttribute.AllParameterSets, StringComparison.OrdinalIgnoreCase);

    public bool Mandatory => Declared.Mandatory;

    public bool TakesPipeline => Declared.ValueFromPipeline || Declared.ValueFromPipelineByPropertyName;
}

/// <summary>The owner of the property that a parameter sets.</summary>
internal enum ParameterOwner
{
    Cmdlet,
    Common,
    ShouldProcess,
}

/// <summary>A parameter of a command: its names, type, sets, validation, and target.</summary>
internal sealed class BindableParameter
{
    private readonly MemberInfo _member;

    public BindableParameter(MemberInfo member, ParameterOwner owner)
    {
        _member = member;
        var type = member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;
        Attribute[] attributes = [.. member.GetCustomAttributes(true).Cast<Attribute>()];
        Name = member.Name;
        Type = type;
        Owner = owner;
        Attributes = attributes;
        Aliases = [.. attributes.OfType<AliasAttribute>().SelectMany(a => a.AliasNames)];
        Roles = [.. attributes.OfType<ParameterAttribute>().Select(a => new SetRole(a.ParameterSetName, a))];
        Transformations = [.. attributes.OfType<ArgumentTransformationAttribute>()];
        Validations = [.. attributes.OfType<ValidateArgumentsAttribute>()];
        AllowsNull = attributes.OfType<AllowNullAttribute>().Any();
        AllowsEmptyString = attributes.OfType<AllowEmptyStringAttribute>().Any();
        AllowsEmptyCollection = attributes.OfType<AllowEmptyCollectionAttribute>().Any();
        Element = type.IsArray
            ? type.GetElementType()
            : type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type) ? null
            : ElementOfList(type);
        IsCollection = type.IsArray || Element is not null || typeof(IList).IsAssignableFrom(type);
    }

    public string Name { get; }

    public Type Type { get; }

    public ParameterOwner Owner { get; }

    public IReadOnlyCollection<Attribute> Attributes { get; }

    public IReadOnlyList<string> Aliases { get; }

    public IReadOnlyList<SetRole> Roles { get; }

    public IReadOnlyList<ArgumentTransformationAttribute> Transformations { get; }

    public IReadOnlyList<ValidateArgumentsAttribute> Validations { get; }

    public bool AllowsNull { get; }

    public bool AllowsEmptyString { get; }

    public bool AllowsEmptyCollection { get; }

    /// <summary>A collection's element type; null for a single value and for untyped lists.</summary>
    public Type? Element { get; }

    public bool IsCollection { get; }

    public bool IsSwitch => Type == typeof(SwitchParameter);

    public bool InAllSets => Roles.Any(r => r.InAllSets);

    public uint Flags => Roles.Aggregate(0u, (flags, r) => flags | r.Flag);

    public bool MandatorySomewhere => Roles.Any(r => r.Mandatory);

    public bool TakesPipelineSomewhere => Roles.Any(r => r.TakesPipeline);

    public bool IsDeclared => Owner == ParameterOwner.Cmdlet;

    public IEnumerable<SetRole> RolesIn(uint sets) => Roles.Where(r => r.InAllSets || (r.Flag & sets) != 0);

    public bool IsIn(uint sets) => InAllSets || (Flags & sets) != 0;

    public bool HasName(string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);

    public object? Get(object target) =>
        _member is PropertyInfo property ? property.GetMethod?.Invoke(target, null) : ((FieldInfo)_member).GetValue(target);

    public void Set(object target, object? value)
    {
        if (_member is PropertyInfo property)
        {
            property.SetValue(target, value);
        }
        else
        {
            ((FieldInfo)_member!).SetValue(target, value);
        }
    }

    private static Type? ElementOfList(Type type) =>
        new[] { type }
            .Concat(type.GetInterfaces())
            .FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(ICollection<>))
            ?.GetGenericArguments()[0];
}

using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace StandIn.Objects;

/// <summary>A property or field of a .NET type, as PowerShell reads and writes it.</summary>
internal sealed class ClrProperty
{
    private readonly MemberInfo _member;

    public ClrProperty(MemberInfo member)
    {
        _member = member;
        (Type, CanRead, CanWrite) = member switch
        {
            PropertyInfo p => (p.PropertyType, p.GetMethod?.IsPublic == true, p.SetMethod?.IsPublic == true),
            FieldInfo f => (f.FieldType, true, !f.IsInitOnly && !f.IsLiteral),
            _ => throw new ArgumentException("A property or field is needed.", nameof(member)),
        };
    }

    public string Name => _member.Name;

    public Type Type { get; }

    public bool CanRead { get; }

    public bool CanWrite { get; }

    public MemberInfo Member => _member;

    public object? Get(object? target)
    {
        if (!CanRead)
        {
            throw new GetValueException(
                "GetWithoutGetterException", ErrorCategory.NotSpecified, null, $"Get accessor for property \"{Name}\" is unavailable.");
        }

        try
        {
            return _member is PropertyInfo property ? property.GetValue(target) : ((FieldInfo)_member).GetValue(target);
        }
        catch (TargetInvocationException failure)
        {
            var inner = failure.InnerException ?? failure;
            throw new GetValueInvocationException(
                "ExceptionWhenGetting", ErrorCategory.NotSpecified, null, $"Exception getting \"{Name}\": \"{inner.Message}\"", inner);
        }
    }

    public void Set(object? target, object? value)
    {
        if (!CanWrite)
        {
            throw new SetValueException(
                "PropertyAssignmentException", ErrorCategory.InvalidOperation, null, $"\"{Name}\" is a ReadOnly property.");
        }

        try
        {
            var converted = LanguagePrimitives.ConvertTo(value, Type);
            if (_member is PropertyInfo property)
            {
                property.SetValue(target, converted);
            }
            else
            {
                ((FieldInfo)_member).SetValue(target, converted);
            }
        }
        catch (PSInvalidCastException failure)
        {
            throw new SetValueInvocationException(
                "ExceptionWhenSetting", ErrorCategory.NotSpecified, null, $"Exception setting \"{Name}\": \"{failure.Message}\"", failure);
        }
        catch (TargetInvocationException failure)
        {
            var inner = failure.InnerException ?? failure;
            throw new SetValueInvocationException(
                "ExceptionWhenSetting", ErrorCategory.NotSpecified, null, $"Exception setting \"{Name}\": \"{inner.Message}\"", inner);
        }
    }
}

/// <summary>The members of a .NET type in PowerShell: its public properties and fields, without regard to case.</summary>
internal sealed class ClrType
{
    private static readonly ConcurrentDictionary<(Type, bool), ClrType> s_known = new();
    private readonly Dictionary<string, ClrProperty> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, MethodInfo[]> _methods = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ClrProperty> _inOrder = [];

    private ClrType(Type type, bool isStatic)
    {
        var flags = BindingFlags.Public | BindingFlags.FlattenHierarchy | (isStatic ? BindingFlags.Static : BindingFlags.Instance);
        foreach (var property in type.GetProperties(flags))
        {
            if (property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
            {
                Add(property);
            }
        }

        foreach (var field in type.GetFields(flags))
        {
            Add(field);
        }

        // An explicit interface implementation can't be accessed, unless the type is hidden and only the interface is public.
        foreach (var group in type.GetMethods(flags).GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase))
        {
            _methods[group.Key] = [.. group];
        }
    }

    public IReadOnlyList<ClrProperty> Properties => _inOrder;

    public IEnumerable<KeyValuePair<string, MethodInfo[]>> Methods => _methods;

    public static ClrType Of(Type type) => s_known.GetOrAdd((type, false), key => new ClrType(key.Item1, key.Item2));

    public static ClrType StaticsOf(Type type) => s_known.GetOrAdd((type, true), key => new ClrType(key.Item1, key.Item2));

    public ClrProperty? Property(string name) => _properties.GetValueOrDefault(name);

    public MethodInfo[]? Method(string name) => _methods.GetValueOrDefault(name);

    // The most derived declaration comes first and hides those of its bases.
    private void Add(MemberInfo member)
    {
        if (_properties.TryGetValue(member.Name, out var known))
        {
            if (known.Member.DeclaringType!.IsSubclassOf(member.DeclaringType!) || known.Member.DeclaringType == member.DeclaringType)
            {
                return;
            }

            _inOrder.Remove(known);
        }

        var property = new ClrProperty(member);
        _properties[member.Name] = property;
        _inOrder.Add(property);
    }
}

using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Reflection;
using StandIn.Objects;

namespace StandIn.Script;

/// <summary>$x.Name, $x.Method(), [type]::Member.</summary>
internal static class MemberAccess
{
    public static object? Get(object? target, string name)
    {
        var plain = PSObject.Unwrap(target);
        if (plain is null)
        {
            // null has a Count too.
            return name.Equals("Count", StringComparison.OrdinalIgnoreCase) || name.Equals("Length", StringComparison.OrdinalIgnoreCase)
                ? 0
                : null;
        }

        if (plain is IDictionary dictionary && dictionary.Contains(name))
        {
            return dictionary[name];
        }

        var wrapped = PSObject.AsPSObject(target!);
        if (wrapped.Members[name] is { } member)
        {
            return member.Value;
        }

        if (LanguagePrimitives.GetEnumerable(plain) is { } many)
        {
            return OfElements(many, name);
        }

        // Every object has a Count.
        return name.Equals("Count", StringComparison.OrdinalIgnoreCase) || name.Equals("Length", StringComparison.OrdinalIgnoreCase)
            ? 1
            : null;
    }

    public static void Set(object? target, string name, object? value)
    {
        var plain = PSObject.Unwrap(target);
        switch (plain)
        {
            case null:
                throw NotFound(name);
            case IDictionary dictionary:
                dictionary[name] = value;
                return;
        }

        if (PSObject.AsPSObject(target!).Members[name] is not PSPropertyInfo property)
        {
            throw NotFound(name);
        }

        property.Value = value;
    }

    public static object? Invoke(object? target, string name, object?[] arguments)
    {
        var plain = PSObject.Unwrap(target)
            ?? throw ScriptErrors.New("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.");
        var wrapped = PSObject.AsPSObject(target!);
        if (wrapped.Members[name] is PSMethodInfo method)
        {
            return method.Invoke(arguments);
        }

        if (wrapped.Members[name]?.Value is ScriptBlock block)
        {
            return block.InvokeReturnAsIs(arguments);
        }

        if (name.Equals("ForEach", StringComparison.OrdinalIgnoreCase)
            && arguments is [var argument]
            && PSObject.Unwrap(argument) is ScriptBlock each)
        {
            // Every object has this method; its result is always a collection, even of one or no element.
            var items = plain as IEnumerator is { } enumerator
                ? Rest(enumerator)
                : LanguagePrimitives.GetEnumerable(plain) ?? new[] { target };
            return new Collection<PSObject>([.. items
                .Cast<object?>()
                .SelectMany(item => each.CollectWithUnderscore(item))
                .Select(value => value is null ? null! : PSObject.AsPSObject(value))]);
        }

        if (LanguagePrimitives.GetEnumerable(plain) is { } many)
        {
            var results = new List<object?>();
            foreach (var item in many)
            {
                var result = Invoke(item, name, arguments);
                if (!PSObject.IsNothing(result))
                {
                    results.Add(result);
                }
            }

            return results.Count switch
            {
                0 => System.Management.Automation.Internal.AutomationNull.Value,
                1 => results[0],
                _ => results.ToArray(),
            };
        }

        throw ScriptErrors.New(
            "MethodNotFound",
            $"Method invocation failed because [{ObjectTypes.First(target!)}] does not contain a method named '{name}'.",
            name);
    }

    private static IEnumerable<object?> Rest(IEnumerator enumerator)
    {
        while (enumerator.MoveNext())
        {
            yield return enumerator.Current;
        }
    }

    public static object? GetStatic(Type type, string name)
    {
        var statics = ClrType.StaticsOf(type);
        if (statics.Property(name) is { } property)
        {
            return property.Get(null);
        }

        return type.GetNestedType(name, BindingFlags.Public | BindingFlags.IgnoreCase);
    }

    public static void SetStatic(Type type, string name, object? value) =>
        (ClrType.StaticsOf(type).Property(name) ?? throw NotFound(name)).Set(null, value);

    public static object? InvokeStatic(Type type, string name, object?[] arguments)
    {
        if (name.Equals("new", StringComparison.OrdinalIgnoreCase))
        {
            return arguments.Length == 0 && type.IsValueType
                ? Activator.CreateInstance(type)
                : ClrMethods.Invoke(".ctor", type.GetConstructors(), null, arguments);
        }

        return ClrType.StaticsOf(type).Method(name) is { } overloads
            ? ClrMethods.Invoke(name, overloads, null, arguments)
            : throw ScriptErrors.New(
                "MethodNotFound", $"Method invocation failed because [{type.FullName}] does not contain a method named '{name}'.", name);
    }

    private static object? OfElements(IEnumerable many, string name)
    {
        var results = new List<object?>();
        foreach (var item in many)
        {
            var plain = PSObject.Unwrap(item);
            if (plain is null)
            {
                continue;
            }

            var value = plain is IDictionary dictionary && dictionary.Contains(name) ? dictionary[name]
                : PSObject.AsPSObject(item!).Members[name] is { } member ? member.Value
                : LanguagePrimitives.GetEnumerable(plain) is { } inner ? OfElements(inner, name)
                : System.Management.Automation.Internal.AutomationNull.Value;
            if (ReferenceEquals(value, System.Management.Automation.Internal.AutomationNull.Value))
            {
                continue;
            }

            if (LanguagePrimitives.GetEnumerable(value) is { } several)
            {
                results.AddRange(several.Cast<object?>());
            }
            else
            {
                results.Add(value);
            }
        }

        return results.Count switch
        {
            0 => null,
            1 => results[0],
            _ => results.ToArray(),
        };
    }

    private static RuntimeException NotFound(string name) =>
        ScriptErrors.New(
            "PropertyNotFound",
            $"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.",
            name);
}

using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Xml;
using StandIn.Objects;

namespace StandIn.Conversion;

/// <summary>Converts text to types that can parse it: Parse, or a known form.</summary>
internal static class TextConverter
{
    public static bool TryConvert(object plain, Type target, IFormatProvider? provider, out object? result)
    {
        result = null;
        if (plain is not string text)
        {
            return false;
        }

        if (target == typeof(Type))
        {
            result = TypeNames.Find(text)
                ?? throw new PSInvalidCastException(
                    "InvalidCastFromStringToType",
                    $"Cannot convert the \"{text}\" value of type \"System.String\" to type \"System.Type\".",
                    null);
            return true;
        }

        if (target == typeof(ScriptBlock))
        {
            // Text isn't code: only a literal block is.
            return false;
        }

        if (target == typeof(Uri))
        {
            try
            {
                result = new Uri(text, UriKind.RelativeOrAbsolute);
                return true;
            }
            catch (UriFormatException failure)
            {
                throw Converter.Failed("InvalidCastFromStringToUri", text, target, failure);
            }
        }

        if (target == typeof(XmlDocument))
        {
            var document = new XmlDocument();
            document.LoadXml(text);
            result = document;
            return true;
        }

        var parse = target.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)]);
        object?[] arguments = [text, provider ?? CultureInfo.InvariantCulture];
        if (parse is null || parse.ReturnType != target)
        {
            parse = target.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)]);
            arguments = [text];
        }

        if (parse is null || parse.ReturnType != target)
        {
            return false;
        }

        try
        {
            result = parse.Invoke(null, arguments);
            return true;
        }
        catch (TargetInvocationException failure)
        {
            throw Converter.Failed("InvalidCastParseTargetInvocation", text, target, failure.InnerException ?? failure);
        }
    }
}

/// <summary>A type's own conversions: constructors with one argument, cast operators, type converters.</summary>
internal static class TypeOffers
{
    public static bool TryConvert(object value, object plain, Type target, IFormatProvider? provider, out object? result)
    {
        result = null;
        if (target.IsAbstract || plain is IDictionary or PSCustomObject)
        {
            return TryCast(plain, target, out result);
        }

        var source = plain.GetType();
        var constructor = target.GetConstructor(BindingFlags.Public | BindingFlags.Instance, [source])
            ?? target.GetConstructors().FirstOrDefault(c =>
                c.GetParameters() is [{ } only] && only.ParameterType != typeof(object) && only.ParameterType.IsInstanceOfType(plain));
        constructor ??= target.GetConstructors().FirstOrDefault(c =>
            c.GetParameters() is [{ } only]
                && Numbers.IsNumeric(only.ParameterType)
                && Numbers.IsNumeric(source)
                && Numbers.Rank(only.ParameterType) >= Numbers.Rank(source));
        constructor ??= target.GetConstructors().FirstOrDefault(c =>
            c.GetParameters() is [{ } only]
                && only.ParameterType == typeof(object)
                && target.Namespace?.StartsWith("System", StringComparison.Ordinal) != true);
        if (constructor is not null && target != typeof(string))
        {
            try
            {
                var argument = Converter.Convert(value, constructor.GetParameters()[0].ParameterType, provider);
                result = constructor.Invoke([argument]);
                return true;
            }
            catch (TargetInvocationException failure)
            {
                throw Converter.Failed("InvalidCastConstructorTargetInvocationException", value, target, failure.InnerException ?? failure);
            }
        }

        if (TryCast(plain, target, out result))
        {
            return true;
        }

        var converter = TypeDescriptor.GetConverter(target);
        if (converter.CanConvertFrom(source))
        {
            try
            {
                result = converter.ConvertFrom(null, provider as CultureInfo ?? CultureInfo.InvariantCulture, plain);
                return true;
            }
            catch (Exception failure) when (failure is FormatException or ArgumentException or NotSupportedException)
            {
                throw Converter.Failed("InvalidCastTypeConverter", value, target, failure);
            }
        }

        if (plain is IConvertible && typeof(IConvertible).IsAssignableFrom(target) && plain is not string)
        {
            try
            {
                result = System.Convert.ChangeType(plain, target, provider ?? CultureInfo.InvariantCulture);
                return true;
            }
            catch (InvalidCastException)
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryCast(object plain, Type target, out object? result)
    {
        result = null;
        var cast = new[] { target, plain.GetType() }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy))
            .FirstOrDefault(m =>
                m.Name is "op_Implicit" or "op_Explicit"
                    && target.IsAssignableFrom(m.ReturnType)
                    && m.GetParameters() is [{ } only]
                    && only.ParameterType.IsInstanceOfType(plain));
        if (cast is null)
        {
            return false;
        }

        try
        {
            result = cast.Invoke(null, [plain]);
            return true;
        }
        catch (TargetInvocationException failure)
        {
            throw Converter.Failed("InvalidCastTargetInvocationException", plain, target, failure.InnerException ?? failure);
        }
    }
}

/// <summary>Converts a hashtable or property bag to a type with a parameterless constructor, and sets its properties.</summary>
internal static class BagConverter
{
    public static bool TryConvert(object value, Type target, IFormatProvider? provider, out object? result)
    {
        result = null;
        if (target.IsAbstract
            || target.IsArray
            || Numbers.IsNumeric(target)
            || target == typeof(string)
            || (!target.IsValueType && target.GetConstructor(Type.EmptyTypes) is null))
        {
            return false;
        }

        var plain = PSObject.Unwrap(value)!;
        IEnumerable<KeyValuePair<string, object?>> pairs;
        if (plain is IDictionary dictionary)
        {
            pairs = dictionary.Keys.Cast<object>().Select(key => KeyValuePair.Create(ObjectText.Of(key), dictionary[key]));
        }
        else if (plain is PSObject bag)
        {
            pairs = bag.Properties.Select(p => KeyValuePair.Create(p.Name, p.Value));
        }
        else
        {
            return false;
        }

        var clr = ClrType.Of(target);
        var created = Activator.CreateInstance(target)!;
        foreach ((var name, var item) in pairs)
        {
            if (clr.Property(name) is not { CanWrite: true } property)
            {
                string[] settable = [.. clr.Properties.Where(p => p.CanWrite).Select(p => $"[{p.Name} <{p.Type.FullName}>]")];
                var text = settable.Length == 0
                    ? $"The property '{name}' was not found for the '{target.FullName}' object. There is no settable property available."
                    : $"The property '{name}' was not found for the '{target.FullName}' object. The settable properties are: "
                        + $"{string.Join(", ", settable)}.";
                throw new PSInvalidCastException(
                    "ObjectCreationError",
                    $"Cannot create object of type \"{target.FullName}\". {text}",
                    new InvalidOperationException(text));
            }

            try
            {
                property.Set(created, item);
            }
            catch (SetValueException failure)
            {
                throw new PSInvalidCastException(
                    "ObjectCreationError",
                    $"Cannot create object of type \"{target.FullName}\". {failure.InnerException?.Message ?? failure.Message}",
                    failure);
            }
        }

        result = created;
        return true;
    }
}

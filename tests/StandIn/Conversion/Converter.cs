using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using StandIn.Objects;

namespace StandIn.Conversion;

/// <summary>
/// Converts any value to a type, in PowerShell's order: null, the same type, text, numbers, lists, property bags, then the type's
/// own conversions.
/// </summary>
internal static class Converter
{
    public static object? Convert(object? value, Type type, IFormatProvider? provider)
    {
        if (PSObject.IsNothing(value))
        {
            return FromNull(type);
        }

        if (type == typeof(object))
        {
            return value;
        }

        if (type == typeof(PSObject))
        {
            return PSObject.AsPSObject(value!);
        }

        var bag = value as PSObject;
        var plain = bag?.BaseObject ?? value!;
        if (type.IsInstanceOfType(plain))
        {
            return plain;
        }

        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target != type && target.IsInstanceOfType(plain))
        {
            return plain;
        }

        if (target == typeof(string))
        {
            return ObjectText.Of(value, provider, lists: true);
        }

        if (target == typeof(bool))
        {
            return LanguagePrimitives.IsTrue(value);
        }

        if (target == typeof(SwitchParameter))
        {
            return new SwitchParameter(LanguagePrimitives.IsTrue(value));
        }

        if (target.IsEnum)
        {
            return EnumConverter.Convert(plain, target);
        }

        if (Numbers.IsNumeric(target))
        {
            return NumberConverter.Convert(plain, target, provider);
        }

        if (target == typeof(char))
        {
            return ToChar(plain, provider);
        }

        if (CollectionConverter.TryConvert(value!, plain, target, provider, out var collection))
        {
            return collection;
        }

        return TextConverter.TryConvert(plain, target, provider, out var parsed) ? parsed
            : TypeOffers.TryConvert(value!, plain, target, provider, out var offered) ? offered
            : BagConverter.TryConvert(value!, target, provider, out var filled) ? filled
            : throw Impossible(value, type);
    }

    public static PSInvalidCastException Impossible(object? value, Type type, Exception? inner = null) =>
        new(
            "ConvertToFinalInvalidCastException",
            $"Cannot convert the \"{ObjectText.Of(value)}\" value of type \"{TypeOf(value)}\" to type \"{type}\".",
            inner);

    public static PSInvalidCastException Failed(string errorId, object? value, Type type, Exception inner) =>
        new(errorId, $"Cannot convert value \"{ObjectText.Of(value)}\" to type \"{type}\". Error: \"{inner.Message}\"", inner);

    private static string TypeOf(object? value) => ObjectTypes.First(value!);

    private static object? FromNull(Type type)
    {
        if (type == typeof(string))
        {
            return string.Empty;
        }

        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
        {
            return null;
        }

        if (type == typeof(bool) || type == typeof(SwitchParameter) || type == typeof(char) || Numbers.IsNumeric(type))
        {
            return Activator.CreateInstance(type);
        }

        throw type.IsEnum
            ? new PSInvalidCastException(
                "nullToEnumInvalidCast",
                $"Cannot convert null to type \"{type}\" due to enumeration values that are not valid. Specify one of the following "
                    + $"enumeration values and try again. The possible enumeration values are \"{string.Join(',', Enum.GetNames(type))}\".",
                null)
            : new PSInvalidCastException("nullToNonNullableValueType", $"Cannot convert null to type \"{type}\".", null);
    }

    private static object ToChar(object plain, IFormatProvider? provider)
    {
        if (plain is string { Length: 1 } text)
        {
            return text[0];
        }

        if (Numbers.IsNumeric(plain.GetType()))
        {
            return System.Convert.ToChar(System.Convert.ToInt32(plain, provider), CultureInfo.InvariantCulture);
        }

        throw Failed("InvalidCastFromStringToChar", plain, typeof(char), new FormatException("String must be exactly one character long."));
    }
}

/// <summary>Enumerations by name (any case, an unambiguous prefix, a list for flags) or number.</summary>
internal static class EnumConverter
{
    public static object Convert(object plain, Type type)
    {
        if (plain is string text)
        {
            return FromText(text, type);
        }

        if (plain is IEnumerable many and not IDictionary)
        {
            // Several names for flags.
            return FromText(string.Join(',', many.Cast<object?>().Select(o => ObjectText.Of(o))), type);
        }

        if (plain.GetType().IsEnum || Numbers.IsNumeric(plain.GetType()))
        {
            var number = NumberConverter.Convert(
                plain.GetType().IsEnum
                    ? System.Convert.ChangeType(plain, Enum.GetUnderlyingType(plain.GetType()), CultureInfo.InvariantCulture)
                    : plain,
                Enum.GetUnderlyingType(type),
                CultureInfo.InvariantCulture);
            var value = Enum.ToObject(type, number);
            if (!Enum.IsDefined(type, value) && !type.IsDefined(typeof(FlagsAttribute), false))
            {
                throw new PSInvalidCastException(
                    "UndefinedIntegerToEnum",
                    $"Cannot convert value \"{ObjectText.Of(plain)}\" to type \"{type}\" due to enumeration values that are not valid. "
                        + "Specify one of the following enumeration values and try again. The possible enumeration values are "
                        + $"\"{string.Join(',', Enum.GetNames(type))}\".",
                    null);
            }

            return value;
        }

        throw Converter.Impossible(plain, type);
    }

    private static object FromText(string text, Type type)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw NoMatch(text, type);
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > 1 && !type.IsDefined(typeof(FlagsAttribute), false))
        {
            throw new PSInvalidCastException(
                "SubstringDisambiguationEnumParseException",
                $"Cannot convert value \"{text}\" to type \"{type}\" because no commas are allowed for this enumeration.",
                null);
        }

        var names = Enum.GetNames(type);
        ulong bits = 0;
        foreach (var part in parts)
        {
            var name = Array.Find(names, n => n.Equals(part, StringComparison.OrdinalIgnoreCase));
            if (name is null && long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                bits |= unchecked((ulong)System.Convert.ToInt64(Convert(number, type), CultureInfo.InvariantCulture));
                continue;
            }

            if (name is null)
            {
                string[] beginnings = [.. names.Where(n => n.StartsWith(part, StringComparison.OrdinalIgnoreCase))];
                if (beginnings.Length > 1)
                {
                    throw new PSInvalidCastException(
                        "InvalidCastExceptionEnumerationMoreThanOneValue",
                        $"Cannot convert value \"{text}\" to type \"{type}\". Error: \"The identifier name {part} cannot be processed due "
                            + $"to the provided name being too ambiguous. Valid values: {string.Join(", ", beginnings)}\"",
                        null);
                }

                name = beginnings.Length == 1 ? beginnings[0] : throw NoMatch(part, type);
            }

            var value = Enum.Parse(type, name);
            bits |= Enum.GetUnderlyingType(type) == typeof(ulong)
                ? (ulong)value
                : unchecked((ulong)System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }

        return Enum.GetUnderlyingType(type) == typeof(ulong) ? Enum.ToObject(type, bits) : Enum.ToObject(type, unchecked((long)bits));
    }

    private static PSInvalidCastException NoMatch(string text, Type type) => new(
        "InvalidCastFromStringToEnum",
        $"Cannot convert value \"{text}\" to type \"{type}\". Error: \"Unable to match the identifier name {text} to a valid enumerator "
            + "name. Specify one of the following enumerator names and try "
            + $"again:{Environment.NewLine}{string.Join(", ", Enum.GetNames(type))}\"",
        null);
}

/// <summary>Text and other numbers to a number; halves are rounded to even.</summary>
internal static class NumberConverter
{
    public static object Convert(object plain, Type type, IFormatProvider? provider)
    {
        if (plain is string text)
        {
            return FromText(text, type, provider);
        }

        if (plain.GetType().IsEnum || plain is IConvertible and not string && plain is not DateTime)
        {
            try
            {
                return type == typeof(System.Numerics.BigInteger)
                    ? new System.Numerics.BigInteger(System.Convert.ToDecimal(plain, provider))
                    : System.Convert.ChangeType(plain, type, provider ?? CultureInfo.InvariantCulture);
            }
            catch (Exception failure) when (failure is OverflowException or InvalidCastException or FormatException)
            {
                throw Converter.Failed("InvalidCastIConvertible", plain, type, failure);
            }
        }

        if (plain is System.Numerics.BigInteger big)
        {
            return Convert((decimal)big, type, provider);
        }

        return TypeOffers.TryConvert(plain, plain, type, provider, out var offered) ? offered! : throw Converter.Impossible(plain, type);
    }

    private static object FromText(string text, Type type, IFormatProvider? provider)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return Activator.CreateInstance(type)!;
        }

        try
        {
            return Numbers.IsInteger(type)
                ? Array.Find(
                    type.GetMethods(),
                    m => m.Name == "Parse"
                        && m.GetParameters() is [{ ParameterType: var a }, { ParameterType: var b }, { ParameterType: var c }]
                        && a == typeof(string)
                        && b == typeof(NumberStyles)
                        && c == typeof(IFormatProvider))!
                    .Invoke(null, [trimmed, NumberStyles.Integer, provider ?? CultureInfo.InvariantCulture])!
                : System.Convert.ChangeType(trimmed, type, provider ?? CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is TargetInvocationException or FormatException or OverflowException)
        {
            var inner = failure is TargetInvocationException { InnerException: { } thrown } ? thrown : failure;
            if (Numbers.ParseLiteral(trimmed) is { } literal)
            {
                return Convert(literal, type, provider);
            }

            throw Converter.Failed(
                Numbers.IsInteger(type) ? "InvalidCastFromStringToInteger" : "InvalidCastFromStringToDoubleOrSingle", text, type, inner);
        }
    }
}

using System.Collections;
using System.Globalization;
using StandIn.Conversion;

namespace System.Management.Automation;

public static class LanguagePrimitives
{
    public static object? ConvertTo(object? valueToConvert, Type resultType) =>
        ConvertTo(valueToConvert, resultType, CultureInfo.InvariantCulture);

    public static object? ConvertTo(object? valueToConvert, Type resultType, IFormatProvider? formatProvider)
    {
        ArgumentNullException.ThrowIfNull(resultType);
        return Converter.Convert(valueToConvert, resultType, formatProvider ?? CultureInfo.InvariantCulture);
    }

    public static T? ConvertTo<T>(object? valueToConvert) =>
        valueToConvert is T already && valueToConvert is not PSObject ? already : (T?)ConvertTo(valueToConvert, typeof(T));

    public static bool TryConvertTo<T>(object? valueToConvert, out T? result) =>
        TryConvertTo(valueToConvert, CultureInfo.InvariantCulture, out result);

    public static bool TryConvertTo<T>(object? valueToConvert, IFormatProvider? formatProvider, out T? result)
    {
        if (TryConvertTo(valueToConvert, typeof(T), formatProvider, out var converted))
        {
            result = (T?)converted;
            return true;
        }

        result = default;
        return false;
    }

    public static bool TryConvertTo(object? valueToConvert, Type resultType, out object? result) =>
        TryConvertTo(valueToConvert, resultType, CultureInfo.InvariantCulture, out result);

    public static bool TryConvertTo(object? valueToConvert, Type resultType, IFormatProvider? formatProvider, out object? result)
    {
        result = null;
        try
        {
            result = ConvertTo(valueToConvert, resultType, formatProvider);
            return true;
        }
        catch (InvalidCastException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static bool Equals(object? first, object? second, bool ignoreCase) =>
        Comparison.AreEqual(first, second, ignoreCase, CultureInfo.InvariantCulture);

    public static bool Equals(object? first, object? second, bool ignoreCase, IFormatProvider formatProvider) =>
        Comparison.AreEqual(first, second, ignoreCase, formatProvider);

    public static int Compare(object? first, object? second, bool ignoreCase) =>
        Comparison.Compare(first, second, ignoreCase, CultureInfo.InvariantCulture);

    public static int Compare(object? first, object? second, bool ignoreCase, IFormatProvider formatProvider) =>
        Comparison.Compare(first, second, ignoreCase, formatProvider);

    public static bool IsTrue(object? obj)
    {
        var plain = PSObject.Unwrap(obj);
        return plain switch
        {
            null => false,
            bool flag => flag,
            string text => text.Length > 0,
            SwitchParameter given => given.IsPresent,
            char c => c != '\0',
            IList list => list.Count switch
            {
                0 => false,
                1 => PSObject.Unwrap(list[0]) is IList inner ? inner.Count > 0 : IsTrue(list[0]),
                _ => true,
            },
            _ when Numbers.IsNumeric(plain.GetType()) =>
                Convert.ToDouble(plain is Numerics.BigInteger big ? (double)big : plain, CultureInfo.InvariantCulture) != 0,
            Enum value => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0,
            _ => true,
        };
    }

    // Strings and dictionaries are single objects.
    public static IEnumerable? GetEnumerable(object? obj) => PSObject.Unwrap(obj) switch
    {
        string or IDictionary or PSObject or Xml.XmlNode or null => null,
        IEnumerable many => many,
        _ => null,
    };

    public static IEnumerator? GetEnumerator(object? obj) => GetEnumerable(obj)?.GetEnumerator() ?? PSObject.Unwrap(obj) as IEnumerator;
}

using System.Globalization;
using System.Management.Automation;
using StandIn.Objects;

namespace StandIn.Conversion;

/// <summary>Equality and order: the right side is converted to the left side's type; numbers are compared as the wider type.</summary>
internal static class Comparison
{
    public static bool AreEqual(object? first, object? second, bool ignoreCase, IFormatProvider provider)
    {
        var left = PSObject.Unwrap(first);
        var right = PSObject.Unwrap(second);
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left is string text)
        {
            return string.Compare(text, ObjectText.Of(second, provider, lists: true), CultureOf(provider), Options(ignoreCase)) == 0;
        }

        if (left.Equals(right))
        {
            return true;
        }

        if (Numbers.CommonType(left.GetType(), right.GetType()) is { } wider)
        {
            return CompareNumbers(left, right, wider) == 0;
        }

        if (left is char c && right is string other)
        {
            return string.Compare(c.ToString(), other, CultureOf(provider), Options(ignoreCase)) == 0;
        }

        if (ReferenceEquals(left, right) || right.GetType() == left.GetType())
        {
            return false;
        }

        return LanguagePrimitives.TryConvertTo(second, left.GetType(), provider, out var converted)
            && (left.Equals(converted)
                || (converted is string s && left is string l && string.Equals(l, s, StringComparison.OrdinalIgnoreCase)));
    }

    public static int Compare(object? first, object? second, bool ignoreCase, IFormatProvider provider)
    {
        var left = PSObject.Unwrap(first);
        var right = PSObject.Unwrap(second);
        if (left is null)
        {
            return right is null ? 0 : Numbers.IsNumeric(right.GetType()) && LanguagePrimitives.ConvertTo<double>(right) < 0 ? 1 : -1;
        }

        if (right is null)
        {
            return Numbers.IsNumeric(left.GetType()) && LanguagePrimitives.ConvertTo<double>(left) < 0 ? -1 : 1;
        }

        if (left is string text)
        {
            return string.Compare(text, ObjectText.Of(second, provider, lists: true), CultureOf(provider), Options(ignoreCase));
        }

        if (Numbers.CommonType(left.GetType(), right.GetType()) is { } wider)
        {
            return CompareNumbers(left, right, wider);
        }

        object? converted;
        try
        {
            converted = LanguagePrimitives.ConvertTo(second, left.GetType(), provider);
        }
        catch (PSInvalidCastException failure)
        {
            throw new ArgumentException(
                $"Could not compare \"{ObjectText.Of(first)}\" to \"{ObjectText.Of(second)}\". Error: \"{failure.Message}\"",
                nameof(second),
                failure);
        }

        if (left is IComparable comparable)
        {
            return comparable.CompareTo(converted);
        }

        return left.Equals(right)
            ? 0
            : throw new ArgumentException($"Cannot compare \"{ObjectText.Of(first)}\" because it is not IComparable.", nameof(first));
    }

    private static int CompareNumbers(object left, object right, Type wider)
    {
        // An unsigned long compared with a negative number.
        if (wider == typeof(ulong))
        {
            wider = typeof(decimal);
        }

        return ((IComparable)LanguagePrimitives.ConvertTo(left, wider)!).CompareTo(LanguagePrimitives.ConvertTo(right, wider));
    }

    private static CultureInfo CultureOf(IFormatProvider provider) => provider as CultureInfo ?? CultureInfo.InvariantCulture;

    private static CompareOptions Options(bool ignoreCase) => ignoreCase ? CompareOptions.IgnoreCase : CompareOptions.None;
}

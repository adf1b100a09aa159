using System.Globalization;
using System.Numerics;

namespace StandIn.Conversion;

/// <summary>Numbers: the wider of two types, and text as PowerShell parses it (hexadecimal, kb to pb, type suffixes).</summary>
internal static class Numbers
{
    private static readonly Type[] s_byWidth =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(BigInteger), typeof(decimal), typeof(float), typeof(double),
    ];

    public static bool IsNumeric(Type type) => !type.IsEnum && Array.IndexOf(s_byWidth, type) >= 0;

    public static int Rank(Type type) => Array.IndexOf(s_byWidth, type);

    public static bool IsInteger(Type type) => IsNumeric(type) && Rank(type) <= Rank(typeof(BigInteger));

    public static Type? CommonType(Type first, Type second) =>
        IsNumeric(first) && IsNumeric(second) ? Rank(first) > Rank(second) ? first : second : null;

    /// <summary>A number literal of the language; null if it isn't one.</summary>
    public static object? ParseLiteral(string text)
    {
        ReadOnlySpan<char> rest = text;
        var negative = false;
        if (rest.Length > 0 && rest[0] is '-' or '+')
        {
            negative = rest[0] == '-';
            rest = rest[1..];
        }

        BigInteger multiplier = 1;
        if (rest.Length > 2 && rest[^1] is 'b' or 'B')
        {
            var power = "kmgtp".IndexOf(char.ToLowerInvariant(rest[^2]), StringComparison.Ordinal);
            if (power >= 0)
            {
                multiplier = BigInteger.Pow(1024, power + 1);
                rest = rest[..^2];
            }
        }

        var suffix = '\0';
        var hex = rest.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (rest.Length > 1 && (char.ToLowerInvariant(rest[^1]) == 'l' || (!hex && char.ToLowerInvariant(rest[^1]) == 'd')))
        {
            suffix = char.ToLowerInvariant(rest[^1]);
            rest = rest[..^1];
        }

        if (rest.Length == 0 || !(char.IsAsciiDigit(rest[0]) || (rest[0] == '.' && rest.Length > 1 && char.IsAsciiDigit(rest[1]))))
        {
            return null;
        }

        if (hex)
        {
            if (!BigInteger.TryParse(
                "0" + rest[2..].ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            // 0xFFFFFFFF is -1 as an int: eight digits are a bit pattern.
            if (rest.Length - 2 <= 8 && suffix == '\0')
            {
                number = unchecked((int)(uint)number);
            }

            return Narrow((negative ? -number : number) * multiplier, suffix);
        }

        if (rest.IndexOfAny('.', 'e', 'E') < 0)
        {
            return BigInteger.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Narrow((negative ? -number : number) * multiplier, suffix)
                : null;
        }

        if (suffix == 'd')
        {
            return decimal.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                ? (object)((negative ? -exact : exact) * (decimal)multiplier)
                : null;
        }

        if (!double.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
        {
            return null;
        }

        real = (negative ? -real : real) * (double)multiplier;
        return suffix == 'l' ? (object)(long)Math.Round(real, MidpointRounding.ToEven) : real;
    }

    // Each one boxed on its own: the arms of a single expression would all become the widest type.
    private static object Narrow(BigInteger number, char suffix) => suffix switch
    {
        'l' => (object)(long)number,
        'd' => (object)(decimal)number,
        _ when number >= int.MinValue && number <= int.MaxValue => (object)(int)number,
        _ when number >= long.MinValue && number <= long.MaxValue => (object)(long)number,
        _ when number >= (BigInteger)decimal.MinValue && number <= (BigInteger)decimal.MaxValue => (object)(decimal)number,
        _ => (object)(double)number,
    };
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using StandIn.Sessions;

namespace StandIn.Formatting;

/// <summary>Values as views display them: lists in braces, a few elements each.</summary>
internal static class ValueText
{
    public const string Ellipsis = "\u2026";

    private static readonly Type[] s_scalars =
    [
        typeof(string), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(char), typeof(float), typeof(double), typeof(bool), typeof(decimal), typeof(nint), typeof(System.Security.SecureString),
        typeof(System.Numerics.BigInteger),
    ];

    public static bool IsScalar(object value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is var plain
            && (plain is Enum || Array.IndexOf(s_scalars, plain.GetType()) >= 0);

    /// <summary>Numbers and similar values are right-aligned.</summary>
    public static Side DefaultSide(object? value) =>
        value is not null && (value is PSObject p ? p.BaseObject : value) is not string && IsScalar(value) ? Side.Right : Side.Left;

    /// <summary>Dictionaries are lists of entries here.</summary>
    public static IEnumerable? Elements(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null or string => null,
        IDictionary table => table,
        var plain => LanguagePrimitives.GetEnumerable(plain),
    };

    public static object? Evaluate(ValueExpression expression, PSObject target, out bool failed)
    {
        failed = false;
        try
        {
            if (expression.Block is not null)
            {
                var result = expression.Block.InvokeWithUnderscore(target);
                return PSObject.IsNothing(result) ? null : result;
            }

            return target.BaseObject is IDictionary table && table.Contains(expression.Property!)
                ? table[expression.Property!]
                : target.Properties[expression.Property!]?.Value;
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            failed = true;
            return null;
        }
    }

    public static string Of(object? value, string? format, bool inTable)
    {
        if (PSObject.IsNothing(value))
        {
            return string.Empty;
        }

        var target = PSObject.AsPSObject(value!);
        if (!string.IsNullOrEmpty(format))
        {
            try
            {
                return format.Contains("{0", StringComparison.Ordinal) || format.Contains('}', StringComparison.Ordinal)
                    ? string.Format(CultureInfo.CurrentCulture, format, target)
                    : target.ToString(format, null);
            }
            catch (FormatException)
            {
                return string.Empty;
            }
        }

        return Of(target, inTable);
    }

    private static string Of(PSObject target, bool inTable)
    {
        if (Elements(target) is { } elements)
        {
            return List(elements);
        }

        return inTable && target.BaseObject is double or float or decimal
            ? ((IFormattable)target.BaseObject).ToString("F", CultureInfo.CurrentCulture)
            : target.ToString();
    }

    private static string List(IEnumerable elements)
    {
        var limit = Session.Current?.Variables.GetValue("FormatEnumerationLimit") is { } given
            && LanguagePrimitives.TryConvertTo(given, out int number) ? number : 4;
        var text = new StringBuilder("{");
        var count = 0;
        foreach (var element in elements)
        {
            if (limit >= 0 && count == limit)
            {
                text.Append(count > 0 ? Ellipsis : string.Empty);
                break;
            }

            text.Append(count++ > 0 ? ", " : string.Empty).Append(Name(element));
        }

        return text.Append('}').ToString();
    }

    // An element without text of its own is displayed by its name.
    private static string Name(object? element)
    {
        if (element is null)
        {
            return "$null";
        }

        var target = PSObject.AsPSObject(element);
        var plain = target.BaseObject;
        if (element is PSObject || plain.GetType().GetMethod("ToString", Type.EmptyTypes)?.DeclaringType == plain.GetType())
        {
            return target.ToString();
        }

        return DisplayName(target) is { } property ? PSObject.AsPSObject(property).ToString() : target.ToString();
    }

    private static object? DisplayName(PSObject target)
    {
        foreach (var pattern in new[] { "name", "id", "key", "*key", "*name", "*id" })
        {
            foreach (var property in target.Properties.Match(pattern))
            {
                try
                {
                    if (property.Value is { } value)
                    {
                        return value;
                    }
                }
                catch (GetValueException)
                {
                    // The next one may decide it.
                }
            }
        }

        return null;
    }
}

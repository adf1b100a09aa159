using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.RegularExpressions;
using StandIn.Conversion;
using StandIn.Objects;
using StandIn.Sessions;

namespace StandIn.Script;

/// <summary>Evaluates operators. Comparisons with a list on the left filter it.</summary>
internal static class Operators
{
    public static object? Unary(string op, object? operand) => op switch
    {
        "-not" => !LanguagePrimitives.IsTrue(operand),
        "-" => Arithmetic("-", 0, operand),
        "+" => Arithmetic("+", 0, operand),
        "-join" => string.Concat(Elements(operand).Select(ObjectText.Of)),
        "-split" =>
            Elements(operand).SelectMany(e => ObjectText.Of(e).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToArray(),
        _ => throw new InvalidOperationException($"Unknown operator {op}."),
    };

    public static object? Binary(string op, object? left, object? right)
    {
        var minds = op.Length > 2 && op[1] == 'c' && op is not "-contains";
        var plain = minds ? "-" + op[2..] : op;
        switch (plain)
        {
            case "+" or "-" or "*" or "/" or "%":
                return Arithmetic(plain, left, right);
            case "-xor":
                return LanguagePrimitives.IsTrue(left) ^ LanguagePrimitives.IsTrue(right);
            case "..":
                return Range(left, right);
            case "-f":
                return Format(left, right);
            case "-eq" or "-ne" or "-gt" or "-ge" or "-lt" or "-le" or "-like" or "-notlike":
                return Filter(left, item => Compare(plain, item, right, !minds));
            case "-contains":
                return Elements(left).Any(item => LanguagePrimitives.Equals(item, right, !minds));
            case "-notcontains":
                return !Elements(left).Any(item => LanguagePrimitives.Equals(item, right, !minds));
            case "-in":
                return Elements(right).Any(item => LanguagePrimitives.Equals(item, left, !minds));
            case "-notin":
                return !Elements(right).Any(item => LanguagePrimitives.Equals(item, left, !minds));
            case "-join":
                return string.Join(ObjectText.Of(right), Elements(left).Select(ObjectText.Of));
            case "-split":
                return Split(left, right, !minds);
            case "-replace":
                return Replace(left, right, !minds);
            case "-is":
                return Is(left, right);
            case "-isnot":
                return !Is(left, right);
            case "-as":
                return TypeOf(right) is var type && LanguagePrimitives.TryConvertTo(left, type, out var converted) ? converted : null;
            default:
                throw new InvalidOperationException($"Unknown operator {op}.");
        }
    }

    public static object? Match(Session session, string op, object? left, object? right)
    {
        var minds = op[1] == 'c';
        var wanted = !op.Contains("not", StringComparison.Ordinal);
        var regex = PSObject.Unwrap(right) as Regex ?? new Regex(ObjectText.Of(right), minds ? RegexOptions.None : RegexOptions.IgnoreCase);
        if (LanguagePrimitives.GetEnumerable(left) is { } many)
        {
            return many.Cast<object?>().Where(item => regex.IsMatch(ObjectText.Of(item)) == wanted).ToArray();
        }

        var match = regex.Match(ObjectText.Of(left));
        if (match.Success)
        {
            var groups = new Hashtable(StringComparer.CurrentCultureIgnoreCase);
            foreach (var group in match.Groups.Values.Where(g => g.Success))
            {
                groups[int.TryParse(group.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : group.Name] = group.Value;
            }

            session.Variables.Set("Matches", groups);
        }

        return match.Success == wanted;
    }

    public static object? Arithmetic(string op, object? first, object? second)
    {
        var left = PSObject.Unwrap(first);
        var right = PSObject.Unwrap(second);
        if (op == "+")
        {
            switch (left)
            {
                case null:
                    return right;
                case string or char:
                    return ObjectText.Of(left) + ObjectText.Of(right);
                case IDictionary one when right is IDictionary other:
                    var merged = new Hashtable(one, StringComparer.CurrentCultureIgnoreCase);
                    foreach (DictionaryEntry entry in other)
                    {
                        merged.Add(entry.Key, entry.Value);
                    }

                    return merged;
            }

            if (LanguagePrimitives.GetEnumerable(left) is { } many)
            {
                return many.Cast<object?>().Concat(
                    LanguagePrimitives.GetEnumerable(right) is { } more ? more.Cast<object?>() : [right]).ToArray();
            }
        }

        if (op == "*" && left is string text)
        {
            return string.Concat(Enumerable.Repeat(text, LanguagePrimitives.ConvertTo<int>(right)));
        }

        if (op == "*" && LanguagePrimitives.GetEnumerable(left) is { } list)
        {
            object?[] items = [.. list.Cast<object?>()];
            return Enumerable.Repeat(items, LanguagePrimitives.ConvertTo<int>(right)).SelectMany(i => i).ToArray();
        }

        if (left is DateTime or TimeSpan or DateTimeOffset)
        {
            return Times(op, left, right);
        }

        return OnNumbers(op, Number(left, op), Number(right, op));
    }

    private static object Times(string op, object left, object? right) => (op, left, right) switch
    {
        ("+", DateTime date, _) => date + LanguagePrimitives.ConvertTo<TimeSpan>(right),
        ("-", DateTime date, DateTime other) => date - other,
        ("-", DateTime date, _) => date - LanguagePrimitives.ConvertTo<TimeSpan>(right),
        ("+", DateTimeOffset date, _) => date + LanguagePrimitives.ConvertTo<TimeSpan>(right),
        ("-", DateTimeOffset date, DateTimeOffset other) => date - other,
        ("+", TimeSpan span, _) => span + LanguagePrimitives.ConvertTo<TimeSpan>(right),
        ("-", TimeSpan span, _) => span - LanguagePrimitives.ConvertTo<TimeSpan>(right),
        ("*", TimeSpan span, _) => span * LanguagePrimitives.ConvertTo<double>(right),
        ("/", TimeSpan span, TimeSpan other) => span / other,
        ("/", TimeSpan span, _) => span / LanguagePrimitives.ConvertTo<double>(right),
        _ => throw NoOperator(op, left),
    };

    private static object OnNumbers(string op, object left, object right)
    {
        var type = Numbers.CommonType(left.GetType(), right.GetType())!;
        if (op is "/" or "%" && LanguagePrimitives.ConvertTo<double>(right) == 0 && type != typeof(double) && type != typeof(float))
        {
            throw ScriptErrors.New(
                "RuntimeException", "Attempted to divide by zero.", null, ErrorCategory.NotSpecified, new DivideByZeroException());
        }

        if (type == typeof(decimal))
        {
            var a = LanguagePrimitives.ConvertTo<decimal>(left);
            var b = LanguagePrimitives.ConvertTo<decimal>(right);
            return op switch { "+" => a + b, "-" => a - b, "*" => a * b, "/" => a / b, _ => a % b };
        }

        if (type == typeof(double) || type == typeof(float))
        {
            return OnReals(op, LanguagePrimitives.ConvertTo<double>(left), LanguagePrimitives.ConvertTo<double>(right));
        }

        var x = BigInteger.Parse(ObjectText.Of(left), CultureInfo.InvariantCulture);
        var y = BigInteger.Parse(ObjectText.Of(right), CultureInfo.InvariantCulture);
        if (op == "/" && x % y != 0)
        {
            return OnReals(op, (double)x, (double)y);
        }

        var result = op switch { "+" => x + y, "-" => x - y, "*" => x * y, "/" => x / y, _ => x % y };
        // Each one boxed on its own: the numbers of a single expression would all become the widest type.
        return type == typeof(BigInteger) ? (object)result
            : type == typeof(ulong) && result >= 0 && result <= ulong.MaxValue ? (object)(ulong)result
            : Numbers.Rank(type) <= Numbers.Rank(typeof(int)) && result >= int.MinValue && result <= int.MaxValue ? (object)(int)result
            : type == typeof(uint) && result >= 0 && result <= uint.MaxValue ? (object)(uint)result
            : Numbers.Rank(type) > Numbers.Rank(typeof(int)) && result >= long.MinValue && result <= long.MaxValue ? (object)(long)result
            : (double)result;
    }

    private static double OnReals(
        string op, double a, double b) => op switch { "+" => a + b, "-" => a - b, "*" => a * b, "/" => a / b, _ => a % b };

    private static object Number(object? value, string op)
    {
        switch (value)
        {
            case null:
                return 0;
            case bool flag:
                return flag ? 1 : 0;
            case Enum e:
                return Convert.ChangeType(e, Enum.GetUnderlyingType(e.GetType()), CultureInfo.InvariantCulture);
            case string text:
                return Numbers.ParseLiteral(text.Trim())
                    ?? (text.Trim().Length == 0 ? 0 : LanguagePrimitives.ConvertTo(text, typeof(int))!);
            case char c:
                return (int)c;
        }

        return Numbers.IsNumeric(value.GetType()) ? value : throw NoOperator(op, value);
    }

    private static RuntimeException NoOperator(string op, object value)
    {
        var name = op switch
        {
            "+" => "op_Addition",
            "-" => "op_Subtraction",
            "*" => "op_Multiply",
            "/" => "op_Division",
            _ => "op_Modulus"
        };
        return ScriptErrors.New(
            "MethodNotFound",
            $"Method invocation failed because [{value.GetType().FullName}] does not contain a method named '{name}'.",
            name);
    }

    private static object Filter(object? left, Func<object?, bool> test) =>
        LanguagePrimitives.GetEnumerable(left) is { } many ? many.Cast<object?>().Where(test).ToArray() : test(left);

    private static bool Compare(string op, object? left, object? right, bool ignoreCase)
    {
        switch (op)
        {
            case "-eq":
                return LanguagePrimitives.Equals(left, right, ignoreCase);
            case "-ne":
                return !LanguagePrimitives.Equals(left, right, ignoreCase);
            case "-like" or "-notlike":
                var like = new WildcardPattern(
                    ObjectText.Of(right), ignoreCase ? WildcardOptions.IgnoreCase : WildcardOptions.None).IsMatch(
                    ObjectText.Of(left));
                return like == (op == "-like");
        }

        int order;
        try
        {
            order = LanguagePrimitives.Compare(left, right, ignoreCase);
        }
        catch (ArgumentException failure)
        {
            throw ScriptErrors.New(
                "ComparisonFailure", failure.Message.Split(" (Parameter", 2)[0], null, ErrorCategory.InvalidOperation, failure);
        }

        return op switch { "-gt" => order > 0, "-ge" => order >= 0, "-lt" => order < 0, _ => order <= 0 };
    }

    private static IEnumerable<object?> Elements(object? value) =>
        LanguagePrimitives.GetEnumerable(value) is { } many ? many.Cast<object?>() : PSObject.IsNothing(value) ? [null] : [value];

    private static object?[] Range(object? left, object? right)
    {
        if (PSObject.Unwrap(left) is string { Length: 1 } from
            && PSObject.Unwrap(right) is string { Length: 1 } to
            && !char.IsAsciiDigit(from[0]))
        {
            return [.. Steps(from[0], to[0]).Select(i => (object?)(char)i)];
        }

        return [.. Steps(LanguagePrimitives.ConvertTo<int>(left), LanguagePrimitives.ConvertTo<int>(right)).Select(i => (object?)i)];
    }

    private static IEnumerable<int> Steps(int from, int to)
    {
        for (var i = from; from <= to ? i <= to : i >= to; i += from <= to ? 1 : -1)
        {
            yield return i;
        }
    }

    private static string Format(object? left, object? right)
    {
        object?[] arguments = [.. Elements(right)
            .Select(e => e is PSObject { BaseObject: PSCustomObject } bag ? bag.ToString() : PSObject.Unwrap(e))];
        try
        {
            return string.Format(CultureInfo.CurrentCulture, ObjectText.Of(left), arguments);
        }
        catch (FormatException failure)
        {
            throw ScriptErrors.New(
                "FormatError",
                $"Error formatting a string: {failure.Message}",
                ObjectText.Of(left),
                ErrorCategory.InvalidOperation,
                failure);
        }
    }

    private static string[] Split(object? left, object? right, bool ignoreCase)
    {
        object?[] arguments = [.. Elements(right)];
        var pattern = ObjectText.Of(arguments[0]);
        var limit = arguments.Length > 1 ? LanguagePrimitives.ConvertTo<int>(arguments[1]) : 0;
        var simple = arguments.Length > 2 && ObjectText.Of(arguments[2]).Contains("SimpleMatch", StringComparison.OrdinalIgnoreCase);
        var regex = new Regex(simple ? Regex.Escape(pattern) : pattern, ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        return [.. Elements(left).SelectMany(e => limit > 0 ? regex.Split(ObjectText.Of(e), limit) : regex.Split(ObjectText.Of(e)))];
    }

    private static object Replace(object? left, object? right, bool ignoreCase)
    {
        object?[] arguments = [.. Elements(right)];
        var regex = PSObject.Unwrap(arguments[0]) as Regex
            ?? new Regex(ObjectText.Of(arguments[0]), ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var replacement = arguments.Length > 1 ? arguments[1] : null;
        string One(object? item) => replacement is ScriptBlock block
            ? regex.Replace(ObjectText.Of(item), m => ObjectText.Of(block.InvokeWithUnderscore(m)))
            : regex.Replace(ObjectText.Of(item), ObjectText.Of(replacement));
        return LanguagePrimitives.GetEnumerable(left) is { } many ? many.Cast<object?>().Select(One).ToArray() : One(left);
    }

    private static bool Is(object? left, object? right)
    {
        var type = TypeOf(right);
        return type == typeof(PSObject)
            ? left is PSObject
            : PSObject.Unwrap(left) is { } value
                && (type.IsInstanceOfType(value is PSObject bag ? bag.BaseObject : value) || type.IsInstanceOfType(left));
    }

    private static Type TypeOf(object? value) => PSObject.Unwrap(value) as Type ?? ExpressionEvaluator.RequireType(ObjectText.Of(value));
}

using System.Management.Automation;
using System.Reflection;
using StandIn.Conversion;

namespace StandIn.Objects;

/// <summary>Chooses the overload that matches the arguments best, and calls it.</summary>
internal static class ClrMethods
{
    public static object? Invoke(string name, IReadOnlyList<MethodBase> overloads, object? target, object?[] arguments)
    {
        (MethodBase Method, object?[] Arguments)? best = Choose(overloads, arguments);
        if (best is not { } choice)
        {
            throw new MethodException(
                "MethodCountCouldNotFindBest",
                ErrorCategory.NotSpecified,
                null,
                $"Cannot find an overload for \"{name}\" and the argument count: \"{arguments.Length}\".");
        }

        try
        {
            return choice.Method is ConstructorInfo constructor
                ? constructor.Invoke(choice.Arguments)
                : ((MethodInfo)choice.Method).ReturnType == typeof(void)
                    ? CallVoid((MethodInfo)choice.Method, target, choice.Arguments)
                    : choice.Method.Invoke(target, choice.Arguments);
        }
        catch (TargetInvocationException failure)
        {
            var inner = failure.InnerException ?? failure;
            if (inner is FlowControlException or PipelineStoppedException)
            {
                throw inner;
            }

            throw new MethodInvocationException(
                inner.GetType().Name,
                ErrorCategory.NotSpecified,
                null,
                $"Exception calling \"{name}\" with \"{arguments.Length}\" argument(s): \"{inner.Message}\"",
                inner);
        }
    }

    private static object? CallVoid(MethodInfo method, object? target, object?[] arguments)
    {
        method.Invoke(target, arguments);
        return System.Management.Automation.Internal.AutomationNull.Value;
    }

    private static (MethodBase, object?[])? Choose(IReadOnlyList<MethodBase> overloads, object?[] arguments)
    {
        (MethodBase, object?[])? best = null;
        var bestCost = int.MaxValue;
        foreach (var candidate in overloads)
        {
            if (candidate.ContainsGenericParameters)
            {
                continue;
            }

            foreach (var expand in new[] { false, true })
            {
                if (Fit(candidate, arguments, expand, out var converted) is { } cost && cost < bestCost)
                {
                    bestCost = cost;
                    best = (candidate, converted);
                }
            }
        }

        return best;
    }

    private static int? Fit(MethodBase method, object?[] arguments, bool expand, out object?[] converted)
    {
        var parameters = method.GetParameters();
        converted = new object?[parameters.Length];
        var hasParams = parameters.Length > 0 && parameters[^1].IsDefined(typeof(ParamArrayAttribute));
        if (expand && !hasParams)
        {
            return null;
        }

        var positional = expand ? parameters.Length - 1 : parameters.Length;
        if (!expand && arguments.Length > parameters.Length || expand && arguments.Length < positional)
        {
            return null;
        }

        var cost = expand ? 50 : 0;
        for (var i = 0; i < positional; i++)
        {
            if (i >= arguments.Length)
            {
                if (!parameters[i].IsOptional)
                {
                    return null;
                }

                converted[i] = parameters[i].DefaultValue;
                cost += 10;
                continue;
            }

            if (Cost(arguments[i], parameters[i].ParameterType, out converted[i]) is not { } one)
            {
                return null;
            }

            cost += one;
        }

        if (expand)
        {
            var element = parameters[^1].ParameterType.GetElementType()!;
            var rest = Array.CreateInstance(element, arguments.Length - positional);
            for (var i = 0; i < rest.Length; i++)
            {
                if (Cost(arguments[positional + i], element, out var value) is not { } one)
                {
                    return null;
                }

                rest.SetValue(value, i);
                cost += one;
            }

            converted[^1] = rest;
        }

        return cost;
    }

    // No conversion costs nothing; each further conversion costs more.
    private static int? Cost(object? argument, Type type, out object? converted)
    {
        if (type.IsByRef)
        {
            type = type.GetElementType()!;
        }

        var plain = type == typeof(PSObject) ? argument : PSObject.Unwrap(argument);
        converted = plain;
        if (plain is null)
        {
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null
                ? (LanguagePrimitives.TryConvertTo(null, type, out converted) ? 20 : null)
                : type == typeof(string) ? NullString(out converted) : 1;
        }

        if (plain.GetType() == type)
        {
            return 0;
        }

        if (type == typeof(object))
        {
            // A property bag is passed with its properties.
            converted = argument is PSObject { BaseObject: PSCustomObject } ? argument : plain;
            return 8;
        }

        if (type.IsInstanceOfType(plain))
        {
            return type.IsInterface ? 3 : 2;
        }

        if (!LanguagePrimitives.TryConvertTo(argument, type, out converted))
        {
            return null;
        }

        return Numbers.IsNumeric(plain.GetType()) && Numbers.IsNumeric(type) ? Numbers.Rank(type) >= Numbers.Rank(plain.GetType()) ? 4 : 9
            : type == typeof(string) ? 14
            : type.IsArray ? 12
            : 11;
    }

    // $null for a string parameter arrives as an empty string.
    private static int NullString(out object? converted)
    {
        converted = string.Empty;
        return 2;
    }
}

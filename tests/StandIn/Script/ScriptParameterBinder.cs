using System.Management.Automation;
using StandIn.Binding;
using StandIn.Conversion;
using StandIn.Sessions;

namespace StandIn.Script;

/// <summary>Binds a script's parameters: by name, by position, by default.</summary>
internal sealed class ScriptParameterBinder(Session session, InvocationInfo? invocation)
{
    public void Bind(IReadOnlyList<ScriptParameter> parameters, IReadOnlyList<CommandArgument> arguments)
    {
        var bound = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        var rest = new List<object?>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.Name is null)
            {
                rest.Add(argument.Value);
                continue;
            }

            if (Find(parameters, argument.Name) is not { } parameter)
            {
                throw Fault("NamedParameterNotFound", BindingTexts.NamedParameterNotFound, argument.Name);
            }

            var value = argument.Value;
            if (!argument.HasValue && !IsSwitch(parameter))
            {
                value = i + 1 < arguments.Count && arguments[i + 1].Name is null
                    ? arguments[++i].Value
                    : throw Fault(
                        "MissingArgument",
                        BindingTexts.MissingArgument,
                        parameter.Name,
                        TypeNames.Find(parameter.TypeName) ?? typeof(object));
            }
            else if (!argument.HasValue)
            {
                value = SwitchParameter.Present;
            }

            bound[parameter.Name] = Converted(parameter, value);
        }

        foreach (var parameter in parameters.Where(p => !bound.ContainsKey(p.Name) && !IsSwitch(p)))
        {
            if (rest.Count == 0)
            {
                break;
            }

            bound[parameter.Name] = Converted(parameter, rest[0]);
            rest.RemoveAt(0);
        }

        var missing = string.Concat(parameters.Where(p => p.Mandatory && !bound.ContainsKey(p.Name)).Select(p => " " + p.Name));
        if (missing.Length > 0)
        {
            throw Fault("MissingMandatoryParameter", BindingTexts.MissingMandatoryParameter, missing);
        }

        Define(parameters, bound, rest);
    }

    private static bool IsSwitch(ScriptParameter parameter) => TypeNames.Find(parameter.TypeName) == typeof(SwitchParameter);

    private static ScriptParameter? Find(IReadOnlyList<ScriptParameter> parameters, string name) =>
        parameters.FirstOrDefault(p =>
            p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || p.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? (parameters.Where(p => p.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToArray() is [{ } only] ? only : null);

    private void Define(IReadOnlyList<ScriptParameter> parameters, Dictionary<string, object?> bound, List<object?> rest)
    {
        var given = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach ((var name, var value) in bound)
        {
            given[name] = value!;
        }

        session.Variables.Set("PSBoundParameters", given);
        session.Variables.Set("args", rest.ToArray());
        foreach (var parameter in parameters)
        {
            if (bound.TryGetValue(parameter.Name, out var value))
            {
                session.Variables.Set(parameter.Name, value);
                continue;
            }

            var otherwise = parameter.Default is null ? null : new Evaluator(session).Expressions.Evaluate(parameter.Default);
            session.Variables.Set(parameter.Name, parameter.Default is null ? Empty(parameter) : Converted(parameter, otherwise));
        }
    }

    private static object? Empty(ScriptParameter parameter) =>
        TypeNames.Find(parameter.TypeName) is { } type
            && (type == typeof(string) || type == typeof(bool) || type == typeof(SwitchParameter) || Numbers.IsNumeric(type))
            ? LanguagePrimitives.ConvertTo(null, type)
            : null;

    private object? Converted(ScriptParameter parameter, object? value)
    {
        if (parameter.TypeName is null)
        {
            return value;
        }

        try
        {
            return LanguagePrimitives.ConvertTo(value, ExpressionEvaluator.RequireType(parameter.TypeName));
        }
        catch (PSInvalidCastException failure)
        {
            throw new ParameterBindingArgumentTransformationException(new BindingFault(
                "ParameterArgumentTransformationError", BindingTexts.ParameterArgumentTransformationError)
            {
                Category = ErrorCategory.InvalidData,
                Invocation = invocation,
                ParameterName = parameter.Name,
                Inner = failure,
                Arguments = [failure.Message],
            });
        }
    }

    private ParameterBindingException Fault(string id, string format, string name, Type? type = null) =>
        new BindingFault(id, format) { Invocation = invocation, ParameterName = name, ParameterType = type }.ToException();
}

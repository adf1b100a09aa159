using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace StandIn.Binding;

/// <summary>Binds one value to one parameter: transformation, conversion, validation, assignment.</summary>
internal sealed class ValueBinder(BindingState state, EngineIntrinsics engine)
{
    /// <summary>False if the value needs a conversion and none is allowed.</summary>
    public bool Bind(BindableParameter parameter, object? value, bool convert)
    {
        if (parameter.Type == typeof(object) && value is PSObject { IsWrittenNumber: true } written)
        {
            value = written.BaseObject;
        }

        value = Transform(parameter, value);
        if (convert)
        {
            value = new ArgumentConverter(state.Invocation, parameter).Convert(value);
        }
        else if (!FitsAsItIs(parameter, ref value))
        {
            return false;
        }

        Validate(parameter, value);
        if (parameter.MandatorySomewhere)
        {
            new EmptinessCheck(state.Invocation, parameter).Check(value, parameter.Type);
        }

        Assign(parameter, value);
        state.MarkBound(parameter);
        state.Invocation.BoundParameters[parameter.Name] = value!;
        return true;
    }

    public void Assign(BindableParameter parameter, object? value)
    {
        try
        {
            parameter.Set(state.TargetOf(parameter), value);
        }
        catch (TargetInvocationException failure)
        {
            var inner = failure.InnerException ?? failure;
            throw Fault(
                parameter,
                value,
                "ParameterBindingFailed",
                BindingTexts.ParameterBindingFailed,
                inner,
                $"Exception setting \"{parameter.Name}\": \"{inner.Message}\"",
                ErrorCategory.WriteError).ToException();
        }
    }

    private static bool Fits(Type type, object value) => type.IsInstanceOfType(value);

    private static bool FitsAsItIs(BindableParameter parameter, ref object? value)
    {
        if (PSObject.IsNothing(value))
        {
            return !parameter.Type.IsValueType && parameter.Type != typeof(string);
        }

        if (Fits(parameter.Type, value!))
        {
            return true;
        }

        var plain = value is PSObject wrapped ? wrapped.BaseObject : value!;
        if (Fits(parameter.Type, plain))
        {
            value = plain;
            return true;
        }

        // For a collection parameter, neither a single element nor a list of elements counts as a conversion.
        if (parameter.Element is not { } element)
        {
            return false;
        }

        var fits = plain is IList list
            ? list.Cast<object?>().All(item => item is not null && FitsElement(element, item))
            : FitsElement(element, value!);
        if (!fits || !LanguagePrimitives.TryConvertTo(value, parameter.Type, out var collection))
        {
            return false;
        }

        value = collection;
        return true;
    }

    private static bool FitsElement(Type element, object item) =>
        Fits(element, item) || (item is PSObject wrapped && Fits(element, wrapped.BaseObject));

    private object? Transform(BindableParameter parameter, object? value)
    {
        foreach (var transformation in parameter.Transformations)
        {
            if (value is null
                && !parameter.MandatorySomewhere
                && !parameter.Validations.Any(v => v is NullValidationAttributeBase)
                && !transformation.TransformNullOptionalParameters)
            {
                continue;
            }

            try
            {
                value = transformation.Transform(
                    engine,
                    value is PSObject { BaseObject: not PSCustomObject, HasInstanceMembers: false } wrapped ? wrapped.BaseObject : value);
            }
            catch (Exception failure)
            {
                // Whatever the exception, the error names the parameter.
                throw new ParameterBindingArgumentTransformationException(
                    Fault(
                        parameter,
                        value,
                        "ParameterArgumentTransformationError",
                        BindingTexts.ParameterArgumentTransformationError,
                        failure,
                        failure.Message,
                        ErrorCategory.InvalidData));
            }
        }

        return value;
    }

    private void Validate(BindableParameter parameter, object? value)
    {
        foreach (var validation in parameter.Validations)
        {
            try
            {
                validation.Check(value, engine);
            }
            catch (Exception failure)
            {
                throw new ParameterBindingValidationException(
                    Fault(
                        parameter,
                        value,
                        "ParameterArgumentValidationError",
                        BindingTexts.ParameterArgumentValidationError,
                        failure,
                        failure.Message,
                        ErrorCategory.InvalidData));
            }
        }
    }

    private BindingFault Fault(
        BindableParameter parameter,
        object? value,
        string id,
        string format,
        Exception inner,
        string detail,
        ErrorCategory category) => new(id, format)
    {
        Category = category,
        Invocation = state.Invocation,
        ParameterName = parameter.Name,
        ParameterType = parameter.Type,
        TypeSpecified = value?.GetType(),
        Inner = inner,
        Arguments = [detail],
    };
}

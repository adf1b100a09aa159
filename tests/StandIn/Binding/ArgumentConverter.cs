using System.Collections;
using System.Globalization;
using System.Management.Automation;
using StandIn.Conversion;

namespace StandIn.Binding;

/// <summary>Converts an argument as the binder does: stricter than the language where a mistake would be silent.</summary>
internal sealed class ArgumentConverter(InvocationInfo invocation, BindableParameter parameter)
{
    public object? Convert(object? value)
    {
        var type = parameter.Type;
        if (PSObject.IsNothing(value))
        {
            return type == typeof(bool) ? throw Fault(
                "ParameterArgumentValidationErrorNullNotAllowed", BindingTexts.NullNotAllowed, null, null)
                : type == typeof(SwitchParameter) ? SwitchParameter.Present

                // Stays null until it is assigned; a value type would have its default instead. Validation sees the null.
                : null;
        }

        if (type.IsInstanceOfType(value))
        {
            return value;
        }

        if (type == typeof(PSObject))
        {
            return PSObject.AsPSObject(value!);
        }

        var plain = value is PSObject wrapped ? wrapped.BaseObject : value!;
        if (type == typeof(bool) || type == typeof(bool?) || type == typeof(SwitchParameter))
        {
            return ToFlag(type, plain);
        }

        try
        {
            if (!parameter.IsCollection && plain is IList && type != typeof(object) && !type.IsEnum && !type.IsInstanceOfType(plain))
            {
                // A list for a single value would silently become text.
                throw new NotSupportedException("Specified method is not supported.");
            }

            return plain is IList list && parameter.Element is { IsValueType: false } element && type.IsArray
                ? Elements(list, element)
                : LanguagePrimitives.ConvertTo(value, type, CultureInfo.CurrentCulture);
        }
        catch (NotSupportedException failure)
        {
            throw Fault("CannotConvertArgument", BindingTexts.CannotConvertArgument, failure, value, value, failure.Message);
        }
        catch (PSInvalidCastException failure)
        {
            throw Fault("CannotConvertArgumentNoMessage", BindingTexts.CannotConvertArgumentNoMessage, failure, value, failure.Message);
        }
    }

    // A null in a list stays null; the language itself would convert it to empty text.
    private static Array Elements(IList list, Type element)
    {
        var array = Array.CreateInstance(element, list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            array.SetValue(
                PSObject.IsNothing(list[i]) ? null : LanguagePrimitives.ConvertTo(list[i], element, CultureInfo.CurrentCulture), i);
        }

        return array;
    }

    private object ToFlag(Type type, object plain)
    {
        var flag = plain switch
        {
            bool given => given,
            SwitchParameter given => given.IsPresent,
            _ when Numbers.IsNumeric(plain.GetType()) => LanguagePrimitives.ConvertTo<double>(plain) != 0,
            _ => throw Fault("CannotConvertArgument", BindingTexts.CannotConvertArgument, null, plain, plain.GetType(), string.Empty),
        };
        return type == typeof(SwitchParameter) ? new SwitchParameter(flag) : flag;
    }

    private ParameterBindingException Fault(string id, string format, Exception? inner, object? value, params object?[] details) =>
        new BindingFault(id, format)
        {
            Invocation = invocation,
            ParameterName = parameter.Name,
            ParameterType = parameter.Type,
            TypeSpecified = value?.GetType(),
            Inner = inner,
            Arguments = details.Length == 0 ? [string.Empty, string.Empty] : details,
        }.ToException();
}

using System.Management.Automation;

namespace StandIn.Binding;

/// <summary>Refuses null, empty text, and empty lists for mandatory parameters, unless an attribute allows them.</summary>
internal sealed class EmptinessCheck(InvocationInfo invocation, BindableParameter parameter)
{
    public void Check(object? value, Type type) => Check(value, type, intoElements: true);

    private void Check(object? value, Type type, bool intoElements)
    {
        if (PSObject.IsNothing(value))
        {
            if (!parameter.AllowsNull && Nullable.GetUnderlyingType(type) is null)
            {
                throw Refused("ParameterArgumentValidationErrorNullNotAllowed", BindingTexts.NullNotAllowed, null);
            }

            return;
        }

        var plain = value is PSObject wrapped ? wrapped.BaseObject : value!;
        if (plain is string text)
        {
            if (text.Length == 0 && !parameter.AllowsEmptyString && type != typeof(object))
            {
                throw Refused("ParameterArgumentValidationErrorEmptyStringNotAllowed", BindingTexts.EmptyStringNotAllowed, typeof(string));
            }

            return;
        }

        if (!intoElements || !parameter.IsCollection || LanguagePrimitives.GetEnumerator(plain) is not { } elements)
        {
            return;
        }

        var any = false;
        var element = parameter.Element ?? typeof(object);
        // Elements of a value type can't be null or empty: checking one is enough.
        while (elements.MoveNext())
        {
            any = true;
            if (element.IsValueType)
            {
                break;
            }

            Check(
                elements.Current,
                element == typeof(object) || element == typeof(PSObject) ? elements.Current is string ? typeof(string) : element : element,
                intoElements: false);
        }

        if (!any && !parameter.AllowsEmptyCollection)
        {
            throw plain is Array
                ? Refused("ParameterArgumentValidationErrorEmptyArrayNotAllowed", BindingTexts.EmptyArrayNotAllowed, plain.GetType())
                : Refused(
                    "ParameterArgumentValidationErrorEmptyCollectionNotAllowed", BindingTexts.EmptyCollectionNotAllowed, plain.GetType());
        }
    }

    private ParameterBindingValidationException Refused(string id, string format, Type? given) => new(new BindingFault(id, format)
    {
        Category = ErrorCategory.InvalidData,
        Invocation = invocation,
        ParameterName = parameter.Name,
        ParameterType = parameter.Type,
        TypeSpecified = given,
    });
}

using System.Collections;

namespace System.Management.Automation;

public abstract class NullValidationAttributeBase : ValidateArgumentsAttribute
{
    internal static IEnumerable? ElementsOf(object? argument)
    {
        var value = PSObject.Unwrap(argument);
        return value is string ? null : LanguagePrimitives.GetEnumerable(value);
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateNotNullAttribute : NullValidationAttributeBase
{
    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        if (PSObject.IsNothing(arguments))
        {
            throw new ValidationMetadataException(
                "ArgumentIsNull", "The argument is null. Provide a valid value for the argument, and then try running the command again.");
        }

        if (ElementsOf(arguments) is { } elements && elements.Cast<object?>().Any(PSObject.IsNothing))
        {
            throw new ValidationMetadataException(
                "ArgumentIsNull",
                "The argument has a null value, or an element of the argument collection contains a null value. Provide a collection that "
                    + "does not contain any null values, and then try the command again.");
        }
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateNotNullOrEmptyAttribute : NullValidationAttributeBase
{
    private const string Single =
        "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.";
    private const string InCollection = "The argument is null, empty, or an element of the argument collection contains a null value. "
        + "Supply a collection that does not contain any null values and then try the command again.";

    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        if (PSObject.IsNothing(arguments))
        {
            throw new ValidationMetadataException("ArgumentIsNull", Single);
        }

        if (PSObject.Unwrap(arguments) is string { Length: 0 })
        {
            throw new ValidationMetadataException("ArgumentIsEmpty", Single);
        }

        if (PSObject.Unwrap(arguments) is IDictionary dictionary)
        {
            if (dictionary.Count == 0)
            {
                throw new ValidationMetadataException("ArgumentIsEmpty", Single);
            }

            return;
        }

        if (ElementsOf(arguments) is not { } elements)
        {
            return;
        }

        var any = false;
        foreach (var element in elements)
        {
            any = true;
            if (PSObject.IsNothing(element))
            {
                throw new ValidationMetadataException("ArgumentIsNull", InCollection);
            }

            if (PSObject.Unwrap(element) is string { Length: 0 })
            {
                throw new ValidationMetadataException("ArgumentCollectionContainsEmpty", InCollection);
            }
        }

        if (!any)
        {
            throw new ValidationMetadataException("ArgumentIsEmpty", InCollection);
        }
    }
}

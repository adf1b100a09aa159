using System.Collections;
using System.Globalization;
using System.Management.Automation.Internal;
using System.Text.RegularExpressions;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class ValidateArgumentsAttribute : CmdletMetadataAttribute
{
    protected virtual void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
    }

    internal void Check(object? arguments, EngineIntrinsics? engineIntrinsics) => Validate(arguments, engineIntrinsics);
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class ValidateEnumeratedArgumentsAttribute : ValidateArgumentsAttribute
{
    protected virtual void ValidateElement(object? element)
    {
    }

    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        if (PSObject.IsNothing(arguments))
        {
            throw new ValidationMetadataException(
                "ArgumentIsEmpty",
                "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.");
        }

        if (LanguagePrimitives.GetEnumerable(arguments) is not { } many)
        {
            ValidateElement(arguments);
            return;
        }

        foreach (var element in many)
        {
            ValidateElement(element);
        }
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateSetAttribute : ValidateEnumeratedArgumentsAttribute
{
    private readonly string[] _values;

    public ValidateSetAttribute(params string[] validValues)
    {
        ArgumentNullException.ThrowIfNull(validValues);
        if (validValues.Length == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(validValues), validValues, "At least one value is needed.");
        }

        _values = validValues;
    }

    public bool IgnoreCase { get; set; } = true;

    public string? ErrorMessage { get; set; }

    public IList<string> ValidValues => _values;

    protected override void ValidateElement(object? element)
    {
        if (element is null)
        {
            throw new ValidationMetadataException(
                "ArgumentIsEmpty",
                "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.");
        }

        var text = element.ToString() ?? string.Empty;
        var comparison = IgnoreCase ? StringComparison.InvariantCultureIgnoreCase : StringComparison.InvariantCulture;
        if (_values.Any(v => string.Equals(v, text, comparison)))
        {
            return;
        }

        var set = string.Join(CultureInfo.CurrentUICulture.TextInfo.ListSeparator, _values);
        var format = string.IsNullOrEmpty(ErrorMessage)
            ? "The argument \"{0}\" does not belong to the set \"{1}\" specified by the ValidateSet attribute. Supply an argument that is "
                + "in the set and then try the command again."
            : ErrorMessage;
        throw new ValidationMetadataException("ValidateSetFailure", string.Format(CultureInfo.CurrentCulture, format, text, set));
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateRangeAttribute : ValidateEnumeratedArgumentsAttribute
{
    private readonly IComparable _minimum;
    private readonly IComparable _maximum;

    public ValidateRangeAttribute(object minRange, object maxRange)
    {
        ArgumentNullException.ThrowIfNull(minRange);
        ArgumentNullException.ThrowIfNull(maxRange);
        var common = maxRange.GetType();
        if (minRange.GetType() != common && StandIn.Conversion.Numbers.CommonType(minRange.GetType(), common) is { } wider)
        {
            minRange = LanguagePrimitives.ConvertTo(minRange, wider)!;
            maxRange = LanguagePrimitives.ConvertTo(maxRange, wider)!;
        }

        _minimum = minRange as IComparable
            ?? throw new ValidationMetadataException(
                "MinRangeNotIComparable",
                "Cannot accept the MaxRange and MinRange parameter types. Both parameters must be objects that implement an IComparable "
                    + "interface.");
        _maximum = maxRange as IComparable
            ?? throw new ValidationMetadataException(
                "MaxRangeNotIComparable",
                "Cannot accept the MaxRange and MinRange parameter types. Both parameters must be objects that implement an IComparable "
                    + "interface.");
    }

    public object MinRange => _minimum;

    public object MaxRange => _maximum;

    protected override void ValidateElement(object? element)
    {
        var value = PSObject.Unwrap(element)
            ?? throw new ValidationMetadataException(
                "ArgumentIsEmpty",
                "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.");
        if (value.GetType() != _minimum.GetType() && !LanguagePrimitives.TryConvertTo(value, _minimum.GetType(), out value))
        {
            throw new ValidationMetadataException(
                "ValidationRangeElementType",
                $"The argument cannot be validated because its type \"{element!.GetType().Name}\" is not the same type "
                    + $"({_minimum.GetType().Name}) as the maximum and minimum limits of the parameter. Make sure the argument is of type "
                    + $"{_minimum.GetType().Name} and then try the command again.");
        }

        if (_minimum.CompareTo(value) > 0)
        {
            throw new ValidationMetadataException(
                "ValidateRangeTooSmall",
                $"The {Text(value)} argument is less than the minimum allowed range of {Text(_minimum)}. Supply an argument that is "
                    + $"greater than or equal to {Text(_minimum)} and then try the command again.");
        }

        if (_maximum.CompareTo(value) < 0)
        {
            throw new ValidationMetadataException(
                "ValidateRangeTooBig",
                $"The {Text(value)} argument is greater than the maximum allowed range of {Text(_maximum)}. Supply an argument that is "
                    + $"less than or equal to {Text(_maximum)} and then try the command again.");
        }
    }

    private static string? Text(object? value) =>
        value is IFormattable f ? f.ToString(null, CultureInfo.CurrentCulture) : value?.ToString();
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateLengthAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidateLengthAttribute(int minLength, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        if (maxLength < minLength)
        {
            throw new ValidationMetadataException(
                "ValidateLengthMaxLengthSmallerThanMinLength",
                "The specified maximum character length of the argument is shorter than the specified minimum argument character length. "
                    + "Update the ValidateLength attribute for the parameter.");
        }

        MinLength = minLength;
        MaxLength = maxLength;
    }

    public int MinLength { get; }

    public int MaxLength { get; }

    protected override void ValidateElement(object? element)
    {
        if (PSObject.Unwrap(element) is not string text)
        {
            throw new ValidationMetadataException(
                "ValidateLengthNotString",
                "The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] parameter. Make the "
                    + "parameter a string or string[] parameter.");
        }

        if (text.Length < MinLength)
        {
            throw new ValidationMetadataException(
                "ValidateLengthMinLengthFailure",
                $"The character length ({text.Length}) of the argument is too short. Specify an argument with a length that is greater "
                    + $"than or equal to \"{MinLength}\", and then try the command again.");
        }

        if (text.Length > MaxLength)
        {
            throw new ValidationMetadataException(
                "ValidateLengthMaxLengthFailure",
                $"The character length of the {text.Length} argument is too long. Shorten the character length of the argument so it is "
                    + $"fewer than or equal to \"{MaxLength}\" characters, and then try the command again.");
        }
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateCountAttribute : ValidateArgumentsAttribute
{
    public ValidateCountAttribute(int minLength, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        MinLength = minLength;
        MaxLength = maxLength;
    }

    public int MinLength { get; }

    public int MaxLength { get; }

    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        var value = PSObject.Unwrap(arguments);
        var count = value switch
        {
            null => 0,
            ICollection many => many.Count,
            string => throw NotACollection(),
            IEnumerable many => many.Cast<object?>().Count(),
            _ => throw NotACollection(),
        };
        if (count >= MinLength && count <= MaxLength)
        {
            return;
        }

        throw MinLength == MaxLength
            ? new ValidationMetadataException(
                "ValidateCountExactFailure", $"The parameter requires exactly {MaxLength} value(s) - {count} value(s) were provided.")
            : new ValidationMetadataException(
                "ValidateCountMinMaxFailure",
                $"The parameter requires at least {MinLength} value(s) and no more than {MaxLength} value(s) - {count} value(s) were "
                    + "provided.");
    }

    private static ValidationMetadataException NotACollection() =>
        new(
            "NotAnArrayParameter",
            "The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute from the parameter or "
                + "make the parameter an array parameter.");
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidatePatternAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidatePatternAttribute(string regexPattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(regexPattern);
        RegexPattern = regexPattern;
    }

    public string RegexPattern { get; }

    public RegexOptions Options { get; set; } = RegexOptions.IgnoreCase;

    public string? ErrorMessage { get; set; }

    protected override void ValidateElement(object? element)
    {
        if (element is null)
        {
            throw new ValidationMetadataException(
                "ArgumentIsEmpty",
                "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.");
        }

        var text = element.ToString() ?? string.Empty;
        if (!Regex.IsMatch(text, RegexPattern, Options))
        {
            var format = string.IsNullOrEmpty(ErrorMessage)
                ? "The argument \"{0}\" does not match the \"{1}\" pattern. Supply an argument that matches \"{1}\" and try the command "
                    + "again."
                : ErrorMessage;
            throw new ValidationMetadataException(
                "ValidatePatternFailure", string.Format(CultureInfo.CurrentCulture, format, text, RegexPattern));
        }
    }
}

using System.Collections.ObjectModel;

namespace System.Management.Automation;

public class PSVariable
{
    private object? _value;
    private ScopedItemOptions _options;

    public PSVariable(string name, object? value)
        : this(name, value, ScopedItemOptions.None)
    {
    }

    public PSVariable(string name, object? value, ScopedItemOptions options)
        : this(name, value, options, null)
    {
    }

    public PSVariable(string name, object? value, ScopedItemOptions options, Collection<Attribute>? attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Attributes = attributes ?? [];
        _value = value;
        _options = options;

        // As in the engine: an attribute that the current value violates can't be added.
        if (!IsValidValue(value))
        {
            throw new ValidationMetadataException(
                "InvalidMetadataForCurrentValue",
                $"The attribute cannot be added because variable {name} with value {value} would no longer be valid.");
        }
    }

    public string Name { get; }

    public virtual ScopedItemOptions Options
    {
        get => _options;
        set => _options = value;
    }

    public Collection<Attribute> Attributes { get; }

    public virtual object? Value
    {
        get => _value;
        set
        {
            if ((_options & (ScopedItemOptions.ReadOnly | ScopedItemOptions.Constant)) != 0)
            {
                throw new SessionStateUnauthorizedAccessException(
                    Name,
                    SessionStateCategory.Variable,
                    "VariableNotWritable",
                    ErrorCategory.WriteError,
                    $"Cannot overwrite variable {Name} because it is read-only or constant.");
            }

            foreach (var transformation in Attributes.OfType<ArgumentTransformationAttribute>())
            {
                value = transformation.Transform(null!, value);
            }

            if (!IsValidValue(value))
            {
                throw new ValidationMetadataException(
                    "ValidateSetFailure",
                    $"The variable cannot be validated because the value {value} is not a valid value for the {Name} variable.");
            }

            _value = value;
        }
    }

    public virtual bool IsValidValue(object? value)
    {
        foreach (var validation in Attributes.OfType<ValidateArgumentsAttribute>())
        {
            try
            {
                validation.Check(value, null);
            }
            catch (ValidationMetadataException)
            {
                return false;
            }
        }

        return true;
    }

    internal void Force(object? value) => _value = value;
}

using System.Management.Automation;

namespace StandIn.Binding;

/// <summary>The reason why a parameter can't be bound; becomes an exception with PowerShell's text.</summary>
internal sealed record BindingFault(string ErrorId, string Format)
{
    public ErrorCategory Category { get; init; } = ErrorCategory.InvalidArgument;

    public InvocationInfo? Invocation { get; init; }

    public string? ParameterName { get; init; }

    public Type? ParameterType { get; init; }

    public Type? TypeSpecified { get; init; }

    public Exception? Inner { get; init; }

    /// <summary>The arguments {6} and later.</summary>
    public object?[] Arguments { get; init; } = [];

    public ParameterBindingException ToException() => new(this);
}

/// <summary>PowerShell's texts, by error id.</summary>
internal static class BindingTexts
{
    public const string NamedParameterNotFound = "A parameter cannot be found that matches parameter name '{1}'.";
    public const string PositionalParameterNotFound = "A positional parameter cannot be found that accepts argument '{1}'.";
    public const string MissingArgument = "Missing an argument for parameter '{1}'. Specify a parameter of type '{2}' and try again.";
    public const string AmbiguousParameter =
        "Parameter cannot be processed because the parameter name '{1}' is ambiguous. Possible matches include:{6}.";
    public const string CannotConvertArgument = "Cannot convert '{6}' to the type '{2}' required by parameter '{1}'. {7}";
    public const string CannotConvertArgumentNoMessage = "Cannot bind parameter '{1}'. {6}";
    public const string AmbiguousParameterSet = "Parameter set cannot be resolved using the specified named parameters. One or more "
        + "parameters issued cannot be used together or an insufficient number of parameters were provided.";
    public const string MissingMandatoryParameter = "Cannot process command because of one or more missing mandatory parameters:{1}.";
    public const string ParameterAlreadyBound = "Cannot bind parameter because parameter '{1}' is specified more than once. To provide "
        + "multiple values to parameters that can accept multiple values, use the array syntax. For example, \"-parameter "
        + "value1,value2,value3\".";
    public const string ScriptBlockArgumentNoInput = "Cannot evaluate parameter '{1}' because its argument is specified as a script block "
        + "and there is no input. A script block cannot be evaluated without input.";
    public const string ScriptBlockArgumentInvocationFailed = "The input to the script block for parameter '{1}' failed. {6}";
    public const string ScriptBlockArgumentNoOutput =
        "Cannot evaluate parameter '{1}' because its argument input did not produce any output.";
    public const string InputObjectNotBound = "The input object cannot be bound to any parameters for the command either because the "
        + "command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline "
        + "input.";
    public const string InputObjectMissingMandatory =
        "The input object cannot be bound because it did not contain the information required to bind all mandatory parameters: {6}";
    public const string ParameterArgumentTransformationError = "Cannot process argument transformation on parameter '{1}'. {6}";
    public const string ParameterArgumentValidationError = "Cannot validate argument on parameter '{1}'. {6}";
    public const string ParameterBindingFailed = "Cannot bind parameter '{1}' to the target. {6}";
    public const string NullNotAllowed = "Cannot bind argument to parameter '{1}' because it is null.";
    public const string EmptyStringNotAllowed = "Cannot bind argument to parameter '{1}' because it is an empty string.";
    public const string EmptyCollectionNotAllowed = "Cannot bind argument to parameter '{1}' because it is an empty collection.";
    public const string EmptyArrayNotAllowed = "Cannot bind argument to parameter '{1}' because it is an empty array.";
}

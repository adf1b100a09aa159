namespace AksEgress.Core.Errors;

/// <summary>Errors about what the pipeline and the command line together identify.</summary>
public static partial class EgressErrors
{
    /// <summary>An object of a kind that the cmdlet doesn't take from the pipeline.</summary>
    public static EgressException PipelineInputNotSupported(
        string input, string cmdlet, string supported, string? target, string? parameterName) =>
        Create(EgressErrorKind.InvalidArgument, [Value(input), Value(cmdlet), Value(supported)], target, parameterName: parameterName);

    /// <summary>The pipeline identifies one resource, and the command line another.</summary>
    public static EgressException PipelineInputConflict(
        string kind, string piped, string parameter, string value, string advice, string target) =>
        Create(
            EgressErrorKind.InvalidArgument, [Value(kind), Value(piped), Value(parameter), Value(value), Value(advice)], target,
            parameterName: parameter);

    /// <summary>An object from the pipeline lacks what identifies the resource.</summary>
    public static EgressException PipelineInputIncomplete(string identified, string missing, string nameProperty, string? target = null) =>
        Create(EgressErrorKind.InvalidArgument, [Value(identified), Value(missing), Value(nameProperty)], target);

    /// <summary>The id of a piped object and another of its properties differ.</summary>
    public static EgressException PipelineInputContradictory(string resourceId, string property, string value) =>
        Create(EgressErrorKind.InvalidArgument, [Value(resourceId), Value(property), Value(value)], resourceId);

    /// <summary>A column of a piped row has a value that its parameter doesn't take.</summary>
    public static EgressException PipelineValueInvalid(
        string parameter, string value, string reason, string? cmdlet, string? target = null, Exception? innerException = null) =>
        Create(
            EgressErrorKind.InvalidArgument, [Value(parameter), Value(value), Value(reason), Value(cmdlet)], target, innerException,
            parameterName: parameter);

    /// <summary>A parameter that the pipeline doesn't provide is missing.</summary>
    public static EgressException ParameterRequired(string parameter, string reason, string? target = null) =>
        Create(EgressErrorKind.InvalidArgument, [Value(parameter), Value(reason)], target, parameterName: parameter);

    /// <summary>A name without a resource group.</summary>
    public static EgressException ResourceGroupRequired(string kind, string name, string target) =>
        Create(EgressErrorKind.InvalidArgument, [Value(kind), Value(name)], target, parameterName: "ResourceGroupName");
}

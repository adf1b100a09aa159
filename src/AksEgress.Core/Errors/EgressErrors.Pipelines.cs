namespace AksEgress.Core.Errors;

/// <summary>Errors about what the pipeline and the command line together identify.</summary>
public static partial class EgressErrors
{
    /// <summary>An object of a kind that the cmdlet doesn't take from the pipeline.</summary>
    public static readonly EgressError PipelineInputNotSupported = new(nameof(PipelineInputNotSupported), EgressErrorKind.InvalidArgument,
        "{0} can't be piped to {1}.",
        "Pipe {2}, its resource ID, or an object with its name and ResourceGroupName.");

    /// <summary>The pipeline identifies one resource, and the command line another.</summary>
    public static readonly EgressError PipelineInputConflict = new(nameof(PipelineInputConflict), EgressErrorKind.InvalidArgument,
        "{0} '{1}' comes from the pipeline, but -{2} is '{3}'.",
        "{4}");

    /// <summary>An object from the pipeline lacks what identifies the resource.</summary>
    public static readonly EgressError PipelineInputIncomplete = new(nameof(PipelineInputIncomplete), EgressErrorKind.InvalidArgument,
        "The object from the pipeline doesn't identify {0}: it has no {1}.",
        "Pipe an object with a ResourceId, or with {2} and ResourceGroupName; -ResourceGroupName completes an object that has only a name.");

    /// <summary>The id of a piped object and another of its properties differ.</summary>
    public static readonly EgressError PipelineInputContradictory = new(nameof(PipelineInputContradictory), EgressErrorKind.InvalidArgument,
        "The object from the pipeline contradicts itself: its resource ID is '{0}', and its {1} is '{2}'.",
        "Correct the resource ID or the {1}, or remove one of them.");

    /// <summary>A column of a piped row has a value that its parameter doesn't take.</summary>
    public static readonly EgressError PipelineValueInvalid = new(nameof(PipelineValueInvalid), EgressErrorKind.InvalidArgument,
        "-{0}: '{1}' from the pipeline isn't valid. {2}",
        "Correct the property {0} of the piped object; Get-Help {3} -Parameter {0} shows what it takes.");

    /// <summary>A parameter that the pipeline doesn't provide is missing.</summary>
    public static readonly EgressError ParameterRequired = new(nameof(ParameterRequired), EgressErrorKind.InvalidArgument,
        "-{0} is required: {1}",
        "Specify -{0}.");

    /// <summary>A name without a resource group.</summary>
    public static readonly EgressError ResourceGroupRequired = new(nameof(ResourceGroupRequired), EgressErrorKind.InvalidArgument,
        "{0} '{1}' is a name, and no resource group is specified.",
        "Specify -ResourceGroupName, or set a default with Set-AksEgressContext -ResourceGroupName.");
}

using System.Collections;
using System.Management.Automation;
using AksEgress.Core.Arm;

namespace AksEgress.PowerShell.Binding;

/// <summary>
/// Lets a parameter that takes resources also take their copies from Clixml, jobs, JSON, and CSV files, by the id that they
/// contain.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ResourceReferenceAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        object?[] many => many.Select(IdOrSelf).ToArray(),
        PSObject { BaseObject: IList many and not byte[] } => many.Cast<object?>().Select(IdOrSelf).ToArray(),
        _ => IdOrSelf(inputData),
    };

    private static object? IdOrSelf(object? value) =>
        value is PSObject { BaseObject: PSCustomObject } bag
            && ArmResourceId.TryParse((bag.Properties["Id"] ?? bag.Properties["ResourceId"])?.Value?.ToString(), out var id)
            ? id.Text
            : value;
}

using System.Management.Automation;
using AksEgress.Core.Clusters;

namespace AksEgress.PowerShell.Binding;

/// <summary>
/// Refuses an outbound type in the position of the resource group: <c>Set-AksOutboundType contoso-aks none</c> would otherwise prompt for
/// the outbound type that the user has just typed.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotAnOutboundTypeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var text = (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) as string;
        return OutboundTypeNames.Canonical(text) is not { } type
            ? inputData
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is an outbound type. The resource group comes before it: <name> <resource group> {type}. Or specify "
                    + $"-OutboundType {type} by name. For a resource group that is named like an outbound type, use -ResourceId.");
    }
}

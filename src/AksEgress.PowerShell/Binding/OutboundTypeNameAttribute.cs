using System.Management.Automation;
using AksEgress.Core.Clusters;
using AksEgress.Core.Texts;

namespace AksEgress.PowerShell.Binding;

/// <summary>Suggests the outbound type that a mistyped one was probably meant to be. Other values are left to ValidateSet.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OutboundTypeNameAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] s_names =
    [
        OutboundTypeNames.LoadBalancer, OutboundTypeNames.ManagedNatGateway, OutboundTypeNames.UserAssignedNatGateway,
        OutboundTypeNames.UserDefinedRouting, OutboundTypeNames.None, OutboundTypeNames.Block,
    ];

    // Short names that the documentation of Azure and administrators use.
    private static readonly Dictionary<string, string> s_short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lb"] = OutboundTypeNames.LoadBalancer,
        ["udr"] = OutboundTypeNames.UserDefinedRouting,
        ["natGateway"] = OutboundTypeNames.UserAssignedNatGateway,
    };

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var text = (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) as string;
        if (string.IsNullOrEmpty(text) || OutboundTypeNames.Canonical(text) is not null)
        {
            return inputData;
        }

        var suggestion = s_short.TryGetValue(text, out var type) ? $"Did you mean '{type}'? " : NearNames.Ask(text, s_names);
        return suggestion.Length == 0
            ? inputData
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' isn't an outbound type. {suggestion}Outbound types: {string.Join(", ", s_names)}.");
    }
}

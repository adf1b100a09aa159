using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;

namespace AksEgress.Core.Preflight;

/// <summary>The input of the checks.</summary>
/// <param name="Egress">The egress topology.</param>
/// <param name="Target">The requested outbound type.</param>
/// <param name="IsCreation">True if the cluster doesn't exist yet.</param>
internal sealed record PreflightInput(EgressTopology Egress, OutboundTarget Target, bool IsCreation)
{
    /// <summary>True if the change restores the settings of a change record.</summary>
    public bool IsUndo { get; init; }

    /// <summary>The transition of the authorized IP ranges; null if they aren't updated.</summary>
    public RangeTransition? Ranges { get; init; }

    public Cluster Cluster => Egress.Cluster;

    public string To => Target.OutboundType;

    public string From => Cluster.OutboundType;

    /// <summary>The current natGatewayProfile.sku.</summary>
    public string? NatGatewaySku => OutboundTypeNames.NatGatewaySku(Cluster.Document.Root.At("properties", "networkProfile"));
}

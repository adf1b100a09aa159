using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;

namespace AksEgress.Core.Preflight;

/// <summary>What the checks look at.</summary>
/// <param name="Egress">All that was read.</param>
/// <param name="Target">What is wanted.</param>
/// <param name="IsCreation">True when the cluster does not exist yet: there is nothing to migrate from.</param>
internal sealed record PreflightInput(EgressTopology Egress, OutboundTarget Target, bool IsCreation)
{
    /// <summary>How the authorized ranges follow the change; null where they are left alone.</summary>
    public RangeTransition? Ranges { get; init; }

    public Cluster Cluster => Egress.Cluster;

    public string To => Target.OutboundType;

    public string From => Cluster.OutboundType;

    /// <summary>natGatewayProfile.sku as it is now.</summary>
    public string? NatGatewaySku => OutboundTypeNames.NatGatewaySku(Cluster.Document.Root.At("properties", "networkProfile"));
}

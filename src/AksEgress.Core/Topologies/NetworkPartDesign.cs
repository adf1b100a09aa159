using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Topologies;

/// <summary>A topology's virtual network with its subnets.</summary>
internal sealed class NetworkPartDesign(TopologyRequest request, TopologyNames names) : ResourceDesign
{
    public override void Apply(ArmDocument document) => TopologyDraft.ApplyNetwork(document, request, names);

    public override string Describe(ArmDocument document) => "a virtual network";
}

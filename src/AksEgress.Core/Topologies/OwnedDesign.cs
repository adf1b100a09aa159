using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Topologies;

/// <summary>A design with the tags of the topology that its resource belongs to.</summary>
internal sealed class OwnedDesign(ResourceDesign design, TopologyOwner owner) : ResourceDesign
{
    public override void Apply(ArmDocument document)
    {
        owner.Mark(document);
        design.Apply(document);
    }

    public override string Describe(ArmDocument document) => design.Describe(document);
}

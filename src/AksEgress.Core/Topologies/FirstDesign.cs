using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Topologies;

/// <summary>A design for parts that are left as they are once they exist.</summary>
internal sealed class FirstDesign(ResourceDesign design) : ResourceDesign
{
    public override void Apply(ArmDocument document)
    {
        if (document.Id.Length == 0)
        {
            design.Apply(document);
        }
    }

    public override string Describe(ArmDocument document) => design.Describe(document);
}
